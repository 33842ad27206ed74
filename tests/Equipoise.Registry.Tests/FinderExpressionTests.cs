using Equipoise.Registry.Essie;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests;

public sealed class FinderExpressionTests
{
    [Fact]
    public async Task What_is_chosen_in_the_finder_finds_the_same_as_its_expression()
    {
        await using var place = new SqliteTestDatabase();
        using var folder = new TemporaryFolder();
        var store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, TestContext.Current.CancellationToken);
        await store.ShowSamplesAsync(SampleStudies.All, TestContext.Current.CancellationToken);
        using var index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, TestContext.Current.CancellationToken);
        await index.FollowAsync(store, cancellation: TestContext.Current.CancellationToken);
        var (finder, expert) = (new Finder(index), new ExpertFinder(index, new ExactTerms(store)));
        var everything = finder.Search(new FinderQuery { PageSize = 0 }, TestContext.Current.CancellationToken);
        var telling = 0;

        foreach (var query in Queries(everything))
        {
            var found = finder.Search(query with { PageSize = 400 }, TestContext.Current.CancellationToken);
            var written = FinderExpression.Of(query);
            var same = await expert.SearchAsync(new ExpertQuery(written.Text) { PageSize = 400 }, TestContext.Current.CancellationToken);
            var (ids, others) = (found.Hits.Select(hit => hit.Card.Id).ToHashSet(StringComparer.Ordinal), same.Hits.Select(hit => hit.Card.Id).ToHashSet(StringComparer.Ordinal));
            (string.Join(' ', ids.Except(others)), string.Join(' ', others.Except(ids))).ShouldBe(("", ""), written.Text);
            telling += found.Total > 0 && found.Total < everything.Total ? 1 : 0;
        }

        telling.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("heart AND lung", "heart \\AND lung")]
    [InlineData("\"heart attack\" (acute)", "\"heart attack\" \\(acute\\)")]
    [InlineData("a \" b", "a b")]
    [InlineData("x[1], y", "x\\[1\\]\\, y")]
    public void Words_that_mean_something_to_the_language_mean_themselves(string words, string expression) =>
        FinderExpression.Of(new FinderQuery { Words = words }).Text.ShouldBe(expression);

    [Theory]
    [InlineData("", "AREA[Sex]MALE")]
    [InlineData("a OR b", "(a OR b) AND AREA[Sex]MALE")]
    [InlineData("a AND b", "a AND b AND AREA[Sex]MALE")]
    public void A_click_adds_its_clause_to_all_of_the_query(string before, string after) => FinderExpression.And(before, "AREA[Sex]MALE").ShouldBe(after);

    private static IEnumerable<FinderQuery> Queries(FinderResult everything)
    {
        foreach (var facet in everything.Facets)
        {
            foreach (var value in facet.Values)
                yield return Chosen((facet.Facet.Name, [value.Value]));
            yield return Chosen((facet.Facet.Name, [.. facet.Values.Take(3).Select(value => value.Value)]));
        }

        for (var age = 0; age < 100; age += 7)
            yield return new FinderQuery { Age = age };
        foreach (var words in new[] { "cancer", "lung cancer", "\"lung cancer\"", "diabetes metformin", "children" })
        {
            yield return new FinderQuery { Words = words };
            yield return Chosen(("status", ["RECRUITING"]), ("phase", ["PHASE2", "PHASE3"])) with { Words = words, PersonSex = "FEMALE", Age = 30 };
        }

        yield return new FinderQuery { RecruitingNow = true, PersonSex = "MALE" };
        yield return new FinderQuery { RecruitingNow = true, In = new Place("France", State: null, City: null) };
        yield return new FinderQuery { In = new Place("United States", State: null, City: "Boston") };
        yield return new FinderQuery { Near = new FinderPlace("Paris", new(48.85, 2.35), 300), RecruitingNow = true };
    }

    private static FinderQuery Chosen(params (string Name, IReadOnlyList<string> Values)[] facets) =>
        new() { Chosen = facets.ToDictionary(facet => facet.Name, facet => facet.Values, StringComparer.Ordinal) };
}
