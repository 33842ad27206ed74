using System.Globalization;
using Equipoise.Registry.Api;
using Equipoise.Registry.Api.Parameters;
using Equipoise.Registry.Api.Searching;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests.Api;

public sealed class PageTokenTests
{
    [Fact]
    public async Task A_token_holds_for_a_day_and_no_longer()
    {
        await using var place = new SqliteTestDatabase();
        using var folder = new TemporaryFolder();
        var clock = new SettableClock();
        var store = await RegistryStore.OpenAsync(place.Open(), clock, TestContext.Current.CancellationToken);
        using var index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, clock, TestContext.Current.CancellationToken);
        var search = new StudySearch(index, new ExactTerms(store));
        await PutAsync(1, 2, 3);
        var first = await search.FindAsync(Request(("pageSize", "2")), TestContext.Current.CancellationToken);

        clock.Now += TimeSpan.FromHours(23);
        await PutAsync(4);
        var second = await search.FindAsync(Request(("pageSize", "2"), ("pageToken", first.NextPageToken!)), TestContext.Current.CancellationToken);
        clock.Now += TimeSpan.FromHours(25);
        await PutAsync(5);
        var late = await Should.ThrowAsync<ApiRefusalException>(() => search.FindAsync(Request(("pageToken", first.NextPageToken!)), TestContext.Current.CancellationToken));

        first.Ids.Concat(second.Ids).ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003"]);
        second.NextPageToken.ShouldBeNull();
        late.Message.ShouldBe($"Invalid value in parameter `pageToken`: `{first.NextPageToken}`");

        async Task PutAsync(params int[] numbers)
        {
            await store.PutAsync([.. numbers.Select(number => IncomingStudy.From(Study(number)))]);
            await index.FollowAsync(store);
        }
    }

    [Fact]
    public async Task Spoiled_and_foreign_tokens_are_refused()
    {
        await using var place = new SqliteTestDatabase();
        using var folder = new TemporaryFolder();
        var store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, TestContext.Current.CancellationToken);
        using var index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, TestContext.Current.CancellationToken);
        await store.PutAsync([.. Enumerable.Range(1, 9).Select(number => IncomingStudy.From(Study(number)))], cancellation: TestContext.Current.CancellationToken);
        await index.FollowAsync(store, cancellation: TestContext.Current.CancellationToken);
        var search = new StudySearch(index, new ExactTerms(store));
        var random = new Random(5);
        foreach (var sort in new[] { "EnrollmentCount", "EnrollmentCount:desc,NumConditions", "@relevance" })
        {
            var token = (await search.FindAsync(Request(("sort", sort), ("pageSize", "4")), TestContext.Current.CancellationToken)).NextPageToken!;
            token.Length.ShouldBeLessThanOrEqualTo(sort.Contains(',') ? 39 : 20);
            (await search.FindAsync(Request(("sort", sort), ("pageSize", "7"), ("pageToken", token)), TestContext.Current.CancellationToken)).Ids.Count.ShouldBe(5);
            await RefusesAsync(("sort", sort), ("query.term", "trial"), ("pageToken", token));
            for (var number = 0; number < (Thoroughness.Full ? 20_000 : 300); number++)
            {
                var spoiled = token.ToCharArray();
                spoiled[random.Next(spoiled.Length)] = "AZaz09-_=+/ é\0"[random.Next(14)];
                var text = random.Next(5) == 0 ? new string(spoiled)[..random.Next(1, spoiled.Length)] : new string(spoiled);
                if (text != token)
                    await RefusesAsync(("sort", sort), ("pageToken", text));
            }
        }

        async Task RefusesAsync(params (string Name, string Value)[] parameters) =>
            (await Should.ThrowAsync<ApiRefusalException>(() => search.FindAsync(Request(parameters), TestContext.Current.CancellationToken))).Message.ShouldStartWith("Invalid value in parameter `pageToken`");
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("false", false)]
    public void Programs_may_write_true_and_an_empty_token_as_they_do(string flag, bool isTrue)
    {
        var request = Request(("countTotal", flag), ("pageToken", ""));

        request.IsFirstPage.ShouldBeTrue();
        new ParameterList([KeyValuePair.Create("countTotal", flag)]).Flag("countTotal").ShouldBe(isTrue);
    }

    private static StudiesRequest Request(params (string Name, string Value)[] parameters) =>
        StudiesRequest.Read(new ParameterList(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))));

    private static StudyRecord Study(int number) => StudyRecord.Parse(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{number:D8}}","briefTitle":"A trial"},"designModule":{"enrollmentInfo":{"count":{{number}}} } } }"""));

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
