using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests;

/// <summary>What a person hears whose words find little.</summary>
public sealed class WordsHelpTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();
    private StudyIndex index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
        index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, Cancellation);
        string[] titles =
        [
            "Insulin in diabetes", "Diet in diabetes", "Exercise after a heart attack", "Aspirin after a heart attack",
            "Quality of life", "Breats milk, as one record spells it", .. Enumerable.Range(0, 30).Select(number => $"Breast milk {number}"),
        ];
        var studies = titles.Index().Select(title => IncomingStudy.From(Some.Study($"NCT{title.Index + 1:D8}", "2025-01-01", title: title.Item)));
        await store.PutAsync([.. studies], cancellation: Cancellation);
        await index.FollowAsync(store, cancellation: Cancellation);
    }

    [Theory]
    [InlineData("diabetis", "diabetes", 2)]
    [InlineData("diebetes", "diabetes", 2)]
    [InlineData("idabetes", "diabetes", 2)]
    [InlineData("hart attack", "heart attack", 2)]
    [InlineData("\"hearth atack\" aspirin", "\"heart attack\" aspirin", 1)]
    [InlineData("Diabetis, insulin", "diabetes, insulin", 1)]
    [InlineData("breats milk", "breast milk", 30)]
    public void A_slip_is_mended_by_a_word_of_the_records(string words, string meant, int total)
    {
        var explained = Explain(words);

        (explained.DidYouMean, explained.DidYouMeanTotal).ShouldBe((meant, total));
    }

    [Theory]
    [InlineData("diabetes")]
    [InlineData("quality")]
    [InlineData("xyzzyplugh")]
    [InlineData("NCT0000000")]
    [InlineData("dia")]
    [InlineData("")]
    public void Words_that_are_right_or_like_no_other_are_left_alone(string words) =>
        Explain(words).DidYouMean.ShouldBeNull();

    [Fact]
    public void Each_word_says_how_many_it_alone_would_find_with_the_filters_as_they_are()
    {
        Explain("insulin attack \"heart attack\"").Parts.Select(part => (part.Words, part.Total))
            .ShouldBe([("insulin", 1), ("attack", 2), ("\"heart attack\"", 2)]);

        new Finder(index).ExplainWords(new FinderQuery { Words = "insulin attack", RecruitingNow = true }, Cancellation).Parts.ShouldAllBe(part => part.Total == 0);
    }

    [Fact]
    public void A_slip_beside_a_word_that_finds_nothing_is_mended_by_itself()
    {
        var explained = Explain("diabetis xyzzyplugh");

        explained.DidYouMean.ShouldBeNull();
        explained.Parts.ShouldBe([new PartCount("diabetis", 0, "diabetes", 2), new PartCount("xyzzyplugh", 0, Meant: null, MeantTotal: 0)]);
    }

    [Fact]
    public void One_word_alone_needs_no_count_of_its_own() => Explain("insulin").Parts.ShouldBeEmpty();

    [Fact]
    public void Words_of_any_kind_and_length_come_to_an_end()
    {
        foreach (var words in new[] { new string('a', 300), string.Concat(Enumerable.Repeat("diabetis ", 33)), "\"\"\" ' ((( ,,, ...", "癌症 癌症 🙂🙂🙂🙂", "ﬃﬃﬃﬃﬃﬃ" })
            Explain(words).Parts.Count.ShouldBeLessThanOrEqualTo(32);
    }

    public async ValueTask DisposeAsync()
    {
        index.Dispose();
        folder.Dispose();
        await place.DisposeAsync();
    }

    private WordsExplanation Explain(string words) => new Finder(index).ExplainWords(new FinderQuery { Words = words }, Cancellation);
}
