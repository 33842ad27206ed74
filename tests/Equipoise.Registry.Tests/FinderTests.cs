using System.Text.Json.Nodes;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Registry.Vocabulary;
using GeoPoint = Equipoise.Search.Documents.GeoPoint;

namespace Equipoise.Registry.Tests;

/// <summary>The rules of finding that other finders get wrong.</summary>
public sealed class FinderTests : IAsyncLifetime
{
    private static readonly FinderPlace Paris = new("Paris", new GeoPoint(48.8566, 2.3522), 50);
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();
    private RegistryStore store = null!;
    private StudyIndex index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, Cancellation);
        index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, Cancellation);
    }

    [Fact]
    public async Task A_missing_age_bound_is_open()
    {
        await StoreAsync(
            Study(1, minimumAge: "18 Years"), Study(2, maximumAge: "17 Years"), Study(3), Study(4, minimumAge: "18 Years", maximumAge: "80 Years"), Study(5, minimumAge: "6 Months", maximumAge: "24 Months"));

        Find(new FinderQuery { Age = 80 }).ShouldBe([1, 3, 4]);
        Find(new FinderQuery { Age = 81 }).ShouldBe([1, 3]);
        Find(new FinderQuery { Age = 17 }).ShouldBe([2, 3]);
        Find(new FinderQuery { Age = 1 }).ShouldBe([2, 3, 5]);
    }

    [Fact]
    public async Task Words_of_patients_find_what_records_call_it_and_stay_words_in_quotation_marks()
    {
        await StoreAsync(Study(1, conditions: ["Oropharyngeal Neoplasms"]), Study(2, conditions: ["Myocardial Infarction"]), Study(3, conditions: ["Throat cancer"]), Study(4, conditions: ["Throat lozenges"]));

        Find(new FinderQuery { Words = "throat cancer" }).Order().ShouldBe([1, 3]);
        Find(new FinderQuery { Words = "\"throat cancer\"" }).ShouldBe([3]);
        Find(new FinderQuery { Words = "heart attack" }).ShouldBe([2]);
    }

    [Fact]
    public async Task A_person_finds_studies_for_their_sex_and_for_all()
    {
        await StoreAsync(Study(1, sex: "ALL"), Study(2, sex: "FEMALE"), Study(3, sex: "MALE"), Study(4));

        Find(new FinderQuery { PersonSex = "FEMALE" }).ShouldBe([1, 2, 4]);
        Find(new FinderQuery { PersonSex = "MALE" }).ShouldBe([1, 3, 4]);
    }

    [Fact]
    public async Task City_and_state_bind_to_one_site()
    {
        await StoreAsync(
            Study(1, sites: [Site("Portland", "Oregon", "United States"), Site("Bangor", "Maine", "United States")]),
            Study(2, sites: [Site("Portland", "Maine", "United States")]));

        Find(new FinderQuery { In = new Place("United States", "Maine", "Portland") }).ShouldBe([2]);
        Find(new FinderQuery { In = new Place("United States", "Maine", null) }).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_sites_own_status_decides_what_recruits_near_a_place()
    {
        var (paris, lyon) = (new GeoPoint(48.85, 2.35), new GeoPoint(45.76, 4.84));
        await StoreAsync(
            Study(1, "RECRUITING", sites: [Site("Paris", null, "France", paris, "COMPLETED"), Site("Lyon", null, "France", lyon, "RECRUITING")]),
            Study(2, "RECRUITING", sites: [Site("Paris", null, "France", paris, "RECRUITING")]),
            Study(3, "RECRUITING", sites: [Site("Paris", null, "France", paris)]),
            Study(4, "NOT_YET_RECRUITING", sites: [Site("Paris", null, "France", paris)]),
            Study(5, "COMPLETED", sites: [Site("Paris", null, "France", paris, "RECRUITING")]),
            Study(6, "RECRUITING"));

        Find(new FinderQuery { Near = Paris, RecruitingNow = true }).ShouldBe([2, 3]);
        Find(new FinderQuery { Near = Paris }).ShouldBe([1, 2, 3, 4, 5]);
        Find(new FinderQuery { RecruitingNow = true }).ShouldBe([1, 2, 3, 6]);
    }

    [Fact]
    public async Task Distance_is_true_distance_to_the_nearest_site_that_is_open_and_not_the_order_of_the_list()
    {
        await StoreAsync(
            Study(1, "RECRUITING", sites: [Site("Versailles", null, "France", new GeoPoint(48.8049, 2.1204), "RECRUITING"), Site("Paris", null, "France", new GeoPoint(48.8566, 2.3522), "COMPLETED")]),
            Study(2, "RECRUITING", sites: [Site("Evry", null, "France", new GeoPoint(48.6298, 2.4418), "RECRUITING"), Site("Saint-Denis", null, "France", new GeoPoint(48.9362, 2.3574), "RECRUITING")]));

        var hits = new Finder(index).Search(new FinderQuery { Near = Paris, Order = FinderOrder.Distance }, Cancellation).Hits;

        hits.Select(hit => hit.Card.Id).ShouldBe(["NCT00000002", "NCT00000001"]);
        // 0.0796 degrees of latitude of 111.195 km each, 0.0052 of longitude: 8.9 km; and 0.0517 by 0.2318: 17.9 km.
        hits[0].NearestOpen!.Value.ShouldBe(8.86, 0.05);
        hits[1].NearestOpen!.Value.ShouldBe(17.92, 0.05);
        hits[1].Nearest!.Value.ShouldBe(0, 0.01);
    }

    [Fact]
    public async Task A_site_without_a_position_lies_where_its_city_does_whichever_record_came_first()
    {
        var near = new GeoPoint(48.8049, 2.1204);
        await StoreAsync(Study(1, "RECRUITING", sites: [Site("Versailles", null, "France", point: null, "RECRUITING")]), Study(2, sites: [Site("Nowhere", null, "France")]));
        Find(new FinderQuery { Near = Paris }).ShouldBeEmpty();

        await StoreAsync(Study(3, "RECRUITING", sites: [Site("Versailles", null, "France", near, "RECRUITING")]));
        await StoreAsync(Study(4, sites: [Site("Versailles", null, "France")]));

        Find(new FinderQuery { Near = Paris }).ShouldBe([1, 3, 4]);
        Find(new FinderQuery { Near = Paris, RecruitingNow = true }).ShouldBe([1, 3]);
        var hits = new Finder(index).Search(new FinderQuery { Near = Paris, RecruitingNow = true }, Cancellation).Hits.OrderBy(hit => hit.Card.Id).ToList();
        hits[0].NearestOpen!.Value.ShouldBe(hits[1].NearestOpen!.Value);
        hits.Select(hit => hit.IsOpenByCity).ShouldBe([true, false]);
    }

    [Fact]
    public async Task An_index_that_is_built_anew_locates_the_same_sites()
    {
        await StoreAsync(Study(1, sites: [Site("Versailles", null, "France")]), Study(2, sites: [Site("Versailles", null, "France", new GeoPoint(48.8049, 2.1204))]));
        index.Dispose();
        Directory.Delete(folder.PathTo("index"), recursive: true);
        index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, Cancellation);
        await index.FollowAsync(store, cancellation: Cancellation);

        Find(new FinderQuery { Near = Paris }).ShouldBe([1, 2]);
        await index.RebuildAsync(store, Cancellation);
        Find(new FinderQuery { Near = Paris }).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_city_that_nobody_locates_binds_with_its_state_and_status_to_one_site()
    {
        var bethesda = new Place("United States", "Maryland", "Bethesda");
        await StoreAsync(
            Study(1, "RECRUITING", sites: [Site("Bethesda", "Maryland", "United States", point: null, "RECRUITING")]),
            Study(2, "RECRUITING", sites: [Site("Bethesda", "Maryland", "United States", point: null, "COMPLETED"), Site("Boston", "Massachusetts", "United States", point: null, "RECRUITING")]),
            Study(3, "RECRUITING", sites: [Site("Bethesda", "Ohio", "United States"), Site("Baltimore", "Maryland", "United States")]));

        Find(new FinderQuery { NamedCity = bethesda }).ShouldBe([1, 2]);
        Find(new FinderQuery { NamedCity = bethesda, RecruitingNow = true }).ShouldBe([1]);
        Find(new FinderQuery { IsPlaceUnknown = true }).ShouldBeEmpty();
    }

    [Fact]
    public async Task Studies_like_one_are_found_though_no_other_writes_its_long_condition_or_its_doses()
    {
        var ours = Study(1, conditions: ["Squamous Cell Carcinoma Head and Neck Cancer (HNSCC)"], interventions: [("Ivonescimab 10 mg/kg", []), ("Pembrolizumab (KEYTRUDA ®)", [])]);
        await StoreAsync(
            ours,
            Study(2, conditions: ["Head and Neck Cancer"]), Study(3, conditions: ["Lung Cancer"], interventions: [("Pembrolizumab", [])]),
            Study(4, conditions: ["Migraine"], interventions: [("Aspirin 10 mg", [])]), Study(5, conditions: ["Melanoma"], interventions: [("MK-3475", ["Keytruda"])]));

        new Finder(index).Similar(ours, 5, Cancellation).Select(card => card.Id).ShouldBe(["NCT00000002", "NCT00000003", "NCT00000005"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_title_and_snippet_do_not_show_is_found_in_its_field()
    {
        await StoreAsync(
            Study(1, title: "A study of cancer", sites: [Site("Paris", null, "France")]),
            Study(2, title: "A trial", interventions: [("MK-3475", ["Keytruda"])], sites: [Site("Lyon", null, "France")]));

        var cancer = await MatchesAsync("cancer paris");
        var drug = await MatchesAsync("\"keytruda\"");

        cancer.ShouldHaveSingleItem().Elsewhere.Select(match => (match.Piece, match.Text.ToString())).ShouldBe([("LocationCity", "Paris")]);
        drug.ShouldHaveSingleItem().Elsewhere.Select(match => (match.Piece, match.Text.ToString())).ShouldBe([("InterventionOtherName", "Keytruda")]);
        drug[0].Elsewhere[0].Text.Runs.ShouldHaveSingleItem().IsMarked.ShouldBeTrue();
        (await MatchesAsync("\"study of cancer\"")).ShouldHaveSingleItem().Elsewhere.ShouldBeEmpty();

        Task<IReadOnlyList<FinderHit>> MatchesAsync(string words) =>
            new HiddenMatches(index, store).AddAsync(words, new Finder(index).Search(new FinderQuery { Words = words }, Cancellation).Hits, Cancellation);
    }

    [Fact]
    public async Task Studies_that_only_mention_the_words_rank_last()
    {
        await StoreAsync(
            Study(1, title: "A study of sleep", summary: string.Join(' ', Enumerable.Repeat("Asthma asthma asthma is excluded.", 20))),
            Study(2, title: "Breathing better", conditions: ["Asthma"]),
            Study(3, title: "Inhaled treatment of asthma in a very long title with many other words that dilute it as far as they can"));

        Find(new FinderQuery { Words = "asthma" }, sorted: false)[^1].ShouldBe(1);
    }

    [Fact]
    public async Task Another_name_that_a_record_gives_a_treatment_finds_the_studies_that_use_it()
    {
        await StoreAsync(
            Study(1, interventions: [("Ivonescimab", ["AK112", "SMT112"])]),
            Study(2, interventions: [("AK112", [])]),
            Study(3, interventions: [("Placebo", [])]));

        var result = new Finder(index).Search(new FinderQuery { Words = "ivonescimab" }, Cancellation);

        result.Hits.Select(hit => hit.Card.Id).ShouldBe(["NCT00000001", "NCT00000002"], ignoreOrder: true);
        result.Expansions.ShouldHaveSingleItem().Others.ShouldBe(["ak112", "smt112"]);
        Find(new FinderQuery { Words = "\"ivonescimab\"" }).ShouldBe([1]);
    }

    [Fact]
    public async Task An_imported_vocabulary_finds_a_condition_under_its_other_names()
    {
        await store.PutVocabularyAsync(
            StudyIndex.Vocabulary, ConceptNames.Write([new Concept("D009203", "Myocardial Infarction", ["Infarction, Myocardial", "Heart Attack", "Heart Attacks"])]), Cancellation);
        await StoreAsync(Study(1, conditions: ["Acute Myocardial Infarction"]), Study(2, conditions: ["Heart attack"]), Study(3, conditions: ["Heart Failure"]));

        Find(new FinderQuery { Words = "heart attack" }).ShouldBe([1, 2]);
        Find(new FinderQuery { Words = "myocardial infarction" }).ShouldBe([1, 2]);
        new Finder(index).Search(new FinderQuery { Words = "heart attacks" }, Cancellation).Expansions.ShouldHaveSingleItem().Others.ShouldBe(["myocardial infarction"]);
    }

    [Fact]
    public async Task Facets_count_each_study_once_and_as_if_their_own_filter_were_not_set()
    {
        await StoreAsync(
            Study(1, "RECRUITING", sites: [Site("Paris", null, "France"), Site("Lyon", null, "France"), Site("Rome", null, "Italy")]),
            Study(2, "COMPLETED", sites: [Site("Rome", null, "Italy")]),
            Study(3, "COMPLETED"));
        var chosen = new FinderQuery { Chosen = new Dictionary<string, IReadOnlyList<string>> { ["status"] = ["COMPLETED"] } };

        var result = new Finder(index).Search(chosen, Cancellation);

        result.Total.ShouldBe(2);
        Counts(result, "status").ShouldBe([("COMPLETED", 2), ("RECRUITING", 1)]);
        Counts(result, "country").ShouldBe([("Italy", 1)]);
        Counts(new Finder(index).Search(new FinderQuery(), Cancellation), "country").ShouldBe([("Italy", 2), ("France", 1)]);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_what_each_part_takes_away()
    {
        await StoreAsync(Study(1, "COMPLETED", conditions: ["Asthma"]), Study(2, "RECRUITING", conditions: ["Migraine"]), Study(3, "RECRUITING", conditions: ["Migraine"]));

        var explained = new Finder(index).Explain(new FinderQuery { Words = "asthma", RecruitingNow = true }, Cancellation);

        explained.ShouldBe([new NarrowingFilter("words", 2), new NarrowingFilter("recruiting", 1)]);
    }

    [Fact]
    public async Task The_index_follows_changes_and_removals_and_starts_over_for_another_store()
    {
        await StoreAsync(Study(1, title: "First"), Study(2));
        await store.RemoveAsync([StudyId.Parse("NCT2")], Cancellation);
        await StoreAsync(Study(1, title: "Second", updated: "2026-02-01"));

        Find(new FinderQuery()).ShouldBe([1]);
        Find(new FinderQuery { Words = "first" }).ShouldBeEmpty();
        (await index.CompareAsync(store, Cancellation)).IsWhole.ShouldBeTrue();

        index.Dispose();
        await using var otherPlace = new SqliteTestDatabase();
        var other = await RegistryStore.OpenAsync(otherPlace.Open(), TimeProvider.System, Cancellation);
        index = await StudyIndex.OpenAsync(folder.PathTo("index"), other, TimeProvider.System, Cancellation);
        Find(new FinderQuery()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_index_is_built_again_from_the_store()
    {
        await StoreAsync(Study(1), Study(2));
        index.Dispose();
        foreach (var file in Directory.GetFiles(folder.PathTo("index"), "segment-*"))
            await File.WriteAllBytesAsync(file, [1, 2, 3], Cancellation);

        index = await StudyIndex.OpenAsync(folder.PathTo("index"), store, TimeProvider.System, Cancellation);
        await index.FollowAsync(store, cancellation: Cancellation);

        Find(new FinderQuery()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task An_index_that_is_built_again_while_it_is_searched_loses_nothing()
    {
        await StoreAsync(Study(1), Study(2));
        using var before = index.Acquire();

        await index.RebuildAsync(store, Cancellation);

        before.Keys().Count.ShouldBe(2);
        Find(new FinderQuery()).ShouldBe([1, 2]);
        await StoreAsync(Study(3));
        Find(new FinderQuery()).ShouldBe([1, 2, 3]);
    }

    public async ValueTask DisposeAsync()
    {
        index.Dispose();
        folder.Dispose();
        await place.DisposeAsync();
    }

    private static JsonObject Site(string city, string? state, string country, GeoPoint? point = null, string? status = null)
    {
        var site = new JsonObject { ["facility"] = "A hospital", ["city"] = city, ["country"] = country };
        if (state is not null)
            site["state"] = state;
        if (status is not null)
            site["status"] = status;
        if (point is { } at)
            site["geoPoint"] = new JsonObject { ["lat"] = at.Latitude, ["lon"] = at.Longitude };
        return site;
    }

    private static StudyRecord Study(
        int number,
        string? status = null,
        string title = "A study",
        string? summary = null,
        string? minimumAge = null,
        string? maximumAge = null,
        string? sex = null,
        string updated = "2026-01-01",
        IReadOnlyList<string>? conditions = null,
        IReadOnlyList<(string Name, string[] Others)>? interventions = null,
        IReadOnlyList<JsonObject>? sites = null)
    {
        var protocol = new JsonObject
        {
            ["identificationModule"] = new JsonObject { ["nctId"] = $"NCT{number:D8}", ["briefTitle"] = title },
            ["statusModule"] = With(("overallStatus", status), ("lastUpdatePostDateStruct", new JsonObject { ["date"] = updated })),
            ["descriptionModule"] = With(("briefSummary", summary)),
            ["conditionsModule"] = new JsonObject { ["conditions"] = new JsonArray([.. (conditions ?? []).Select(condition => JsonValue.Create(condition))]) },
            ["armsInterventionsModule"] = new JsonObject
            {
                ["interventions"] = new JsonArray([.. (interventions ?? []).Select(one => new JsonObject { ["name"] = one.Name, ["otherNames"] = new JsonArray([.. one.Others.Select(other => JsonValue.Create(other))]) })]),
            },
            ["eligibilityModule"] = With(("minimumAge", minimumAge), ("maximumAge", maximumAge), ("sex", sex)),
            ["contactsLocationsModule"] = new JsonObject { ["locations"] = new JsonArray([.. sites ?? []]) },
        };
        return StudyRecord.Parse(new JsonObject { ["protocolSection"] = protocol }.ToJsonString());
    }

    private static JsonObject With(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));

    private static IEnumerable<(string Value, int Count)> Counts(FinderResult result, string facet) =>
        result.Facets.Single(counts => counts.Facet.Name == facet).Values.Select(value => (value.Value, value.Count));

    private async Task StoreAsync(params StudyRecord[] records)
    {
        await store.PutAsync([.. records.Select(record => IncomingStudy.From(record))], cancellation: Cancellation);
        await index.FollowAsync(store, cancellation: Cancellation);
    }

    private List<int> Find(FinderQuery query, bool sorted = true)
    {
        var found = new Finder(index).Search(query with { PageSize = 100 }, Cancellation).Hits
            .Select(hit => int.Parse(hit.Card.Id.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        if (sorted)
            found.Sort();
        return found;
    }
}
