using Equipoise.Registry.Api;
using Equipoise.Registry.Api.Parameters;
using Equipoise.Registry.Api.Searching;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Tests.Essie;

public sealed class ExactTermsTests
{
    [Fact]
    public async Task Terms_to_the_letter_that_would_read_too_many_records_together_are_refused()
    {
        await using var place = new SqliteTestDatabase();
        using var folder = new TemporaryFolder();
        var (store, index) = await NineStudiesAsync(place, folder);
        using var opened = index;
        var exact = new ExactTerms(store) { MostRead = 9, MostReadInAll = 10 };
        var search = new StudySearch(index, exact);

        (await FindAsync("EXPANSION[None](A OR A)")).Ids.Count.ShouldBe(9);
        var refusal = await Should.ThrowAsync<ApiRefusalException>(() => new StudySearch(index, new ExactTerms(store) { MostReadInAll = 10 }).FindAsync(Request(("query.titles", "EXPANSION[None](A OR trial)")), TestContext.Current.CancellationToken));
        refusal.Message.ShouldBe("Error parsing query in Title / acronym: The terms of EXPANSION[None] would have to read more than 10 records together: ask for fewer or rarer ones at a time");
        // What is known from before costs nothing.
        (await FindAsync("EXPANSION[None](A OR trial)")).Ids.Count.ShouldBe(9);
        exact.RecordsRead.ShouldBe(18);

        Task<StudyPage> FindAsync(string expression) => search.FindAsync(Request(("query.titles", expression)), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_record_is_read_once_for_all_terms_of_an_expression()
    {
        await using var place = new SqliteTestDatabase();
        using var folder = new TemporaryFolder();
        var (store, index) = await NineStudiesAsync(place, folder);
        using var opened = index;
        var exact = new ExactTerms(store);
        var search = new StudySearch(index, exact);

        (await search.FindAsync(Request(("query.titles", "EXPANSION[None]((A AND trial) OR Trial OR a OR TRIAL)")), TestContext.Current.CancellationToken)).Ids.Count.ShouldBe(9);
        exact.RecordsRead.ShouldBe(9);
        (await search.FindAsync(Request(("query.titles", "EXPANSION[None](Trial OR a)")), TestContext.Current.CancellationToken)).Ids.ShouldBeEmpty();
        exact.RecordsRead.ShouldBe(9);
    }

    private static async Task<(RegistryStore Store, StudyIndex Index)> NineStudiesAsync(SqliteTestDatabase place, TemporaryFolder folder)
    {
        var store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, TestContext.Current.CancellationToken);
        var index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, TestContext.Current.CancellationToken);
        await store.PutAsync([.. Enumerable.Range(1, 9).Select(number => IncomingStudy.From(Study(number)))], cancellation: TestContext.Current.CancellationToken);
        await index.FollowAsync(store, cancellation: TestContext.Current.CancellationToken);
        return (store, index);
    }

    private static StudiesRequest Request(params (string Name, string Value)[] parameters) =>
        StudiesRequest.Read(new ParameterList(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))));

    private static StudyRecord Study(int number) =>
        StudyRecord.Parse($$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{number:D8}}","briefTitle":"A trial"} } }""");
}
