using System.Text.Json.Nodes;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests.Essie;

public sealed class EssieWordsTests
{
    [Fact]
    public async Task Words_widen_from_none_to_lossy()
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Study(1, "Lung cancer in adults"),
            Study(2, "Lung cancers in adults"),
            Study(3, "Cancer of the lung"),
            Study(4, "Cancer of the skin"),
        ]);

        studies.Find("EXPANSION[None]\"Lung cancer\"").ShouldBe(["NCT00000001"], ignoreOrder: true);
        studies.Find("EXPANSION[Term]lung cancer").ShouldBe(["NCT00000001", "NCT00000002"], ignoreOrder: true);
        studies.Find("\"lung cancer\"").ShouldBe(["NCT00000001", "NCT00000002"], ignoreOrder: true);
        studies.Find("lung cancer").ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003"], ignoreOrder: true);
        studies.Find("EXPANSION[Lossy]lung cancer").ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003", "NCT00000004"], ignoreOrder: true);
        // As they stand before apart, all of them before some.
        studies.Find("EXPANSION[Lossy]lung cancer").Skip(2).ShouldBe(["NCT00000003", "NCT00000004"]);
    }

    [Theory]
    [InlineData("COVERAGE[FullMatch]lung cancer", "1 4 5")]
    [InlineData("COVERAGE[StartsWith]lung cancer", "1 2 4 5")]
    [InlineData("COVERAGE[EndsWith]lung cancer", "1 3 4 5")]
    [InlineData("COVERAGE[Contains]\"lung cancer\"", "1 2 3 4 5")]
    [InlineData("COVERAGE[Contains]lung cancer", "1 2 3 4 5 6")]
    [InlineData("COVERAGE[FullMatch]EXPANSION[Term]lung cancer", "1 4 5")]
    [InlineData("COVERAGE[FullMatch]EXPANSION[None]lung cancer", "4")]
    [InlineData("COVERAGE[StartsWith]EXPANSION[None]Lung cancer", "1 2")]
    [InlineData("EXPANSION[None]Lung cancer", "1 2")]
    [InlineData("EXPANSION[None]Lung Cancers", "5")]
    [InlineData("EXPANSION[None]lung   cancer", "3 4")]
    [InlineData("NOT EXPANSION[None]Lung cancer", "3 4 5 6 7")]
    [InlineData("COVERAGE[FullMatch]skin", "7")]
    [InlineData("COVERAGE[FullMatch](skin OR lung)", "7")]
    [InlineData("EXPANSION[None]kin", "")]
    public async Task Coverage_and_expansion_say_how_much_of_a_value_words_are_and_how_exactly(string expression, string found)
    {
        string[] conditions = ["Lung cancer", "Lung cancer of adults", "Small cell lung cancer", "lung  cancer", "Lung Cancers", "Cancer of the lung", "skin"];
        await using var studies = await IndexedStudies.OfAsync([.. conditions.Select((condition, number) =>
            Study(number + 1, "Title", ("protocolSection.conditionsModule", $$"""{"conditions":["Other", "{{condition}}"]}""")))]);

        studies.Find($"AREA[Condition]{expression}").Select(id => id[^1]).Order().ShouldBe(found.Where(char.IsDigit));
        studies.Find($"AREA[ConditionSearch]({expression})").Select(id => id[^1]).Order().ShouldBe(found.Where(char.IsDigit));
    }

    [Theory]
    [InlineData("interferon alfa-2b", 1, 2, 3)]
    [InlineData("interferon α-2b", 1, 2, 3)]
    [InlineData("TNFα", 4, 5)]
    [InlineData("type II diabetes", 6, 7)]
    [InlineData("type 2 diabetes", 6, 7)]
    [InlineData("leukaemia", 8, 9)]
    [InlineData("IL 2", 10, 11, 12)]
    [InlineData("IL2", 10, 11, 12)]
    public async Task Names_are_found_however_they_are_spelled(string name, params int[] found)
    {
        string[] titles =
        [
            "Interferon alfa-2b", "Interferon alpha-2b", "Interferon α-2b", "Blocking TNF-alpha", "Blocking TNFα", "Diabetes, type II diabetes", "Type 2 diabetes",
            "Leukemia of children", "Leukaemia of children", "IL-2 for all", "IL2 for all", "IL 2 for all",
        ];
        await using var studies = await IndexedStudies.OfAsync([.. titles.Select((title, number) => Study(number + 1, title))]);

        var ids = studies.Find($"AREA[BriefTitle]EXPANSION[Term]{name}").Select(id => int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        ids.Order().ShouldBe(found);
        studies.Find($"AREA[BriefTitle]{name}").Count.ShouldBe(found.Length);
    }

    [Fact]
    public async Task The_code_of_a_country_finds_its_sites()
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Study(1, "One", ("protocolSection.contactsLocationsModule", """{"locations":[{"city":"Seoul","country":"Korea, Republic of"}]}""")),
            Study(2, "Two", ("protocolSection.contactsLocationsModule", """{"locations":[{"city":"Paris","country":"France"}]}""")),
            Study(3, "Three"),
        ]);

        studies.Find("AREA[LocationCountryCode]KR").ShouldBe(["NCT00000001"]);
        studies.Find("SEARCH[Location](AREA[LocationCountryCode]fr AND AREA[LocationCity]Paris)").ShouldBe(["NCT00000002"]);
        studies.Find("AREA[LocationCountryCode]MISSING").ShouldBe(["NCT00000003"]);
        studies.Find("AREA[LocationCountryCode]ZZ").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Czechia", 1, 2)]
    [InlineData("Czech Republic", 1, 2)]
    [InlineData("Türkiye", 3, 4)]
    [InlineData("Turkey", 3, 4)]
    [InlineData("USA", 5)]
    [InlineData("EXPANSION[Term]Czechia", 2)]
    [InlineData("EXPANSION[None]Czechia", 2)]
    [InlineData("COVERAGE[FullMatch]Czechia", 1, 2)]
    [InlineData("Prague Czechia", 1)]
    public async Task A_country_is_found_by_each_of_its_names(string name, params int[] found)
    {
        string[] countries = ["Czech Republic", "Czechia", "Turkey", "Turkey (Türkiye)", "United States"];
        await using var studies = await IndexedStudies.OfAsync(
            [.. countries.Select((country, number) => Study(number + 1, "Some title", ("protocolSection.contactsLocationsModule", $$"""{"locations":[{"city":"{{(number == 0 ? "Prague" : "Elsewhere")}}","country":"{{country}}"}]}""")))]);

        var ids = studies.Find(name, "LocationSearch").Select(id => int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture)).ToList();

        ids.Order().ShouldBe(found);
        if (!name.Contains(' '))
            studies.Find($"AREA[LocationCountry]{name}").Count.ShouldBe(found.Length);
    }

    [Theory]
    [InlineData("AREA[DescriptionModule]heart failure", 1, 2)]
    [InlineData("AREA[DescriptionModule]\"heart failure\"", 2)]
    [InlineData("AREA[DescriptionModule]EXPANSION[None]Heart", 2)]
    [InlineData("AREA[ProtocolSection](heart AND title)", 1, 2, 3)]
    [InlineData("AREA[DescriptionModule]COVERAGE[StartsWith]heart", 1, 2)]
    [InlineData("AREA[IdentificationModule]heart", 3)]
    public async Task A_part_of_the_record_is_searched_as_one_area(string expression, params int[] found)
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Study(1, "Some title", ("protocolSection.descriptionModule", """{"briefSummary":"heart disease","detailedDescription":"a failure"}""")),
            Study(2, "Some title", ("protocolSection.descriptionModule", """{"briefSummary":"Heart failure"}""")),
            Study(3, "A title with heart"),
        ]);

        studies.Find(expression).Select(id => int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture)).Order().ShouldBe(found);
    }

    [Fact]
    public async Task Other_names_are_found_after_the_name_itself()
    {
        var taught = Study(1, "One", ("protocolSection.armsInterventionsModule", """{"interventions":[{"type":"DRUG","name":"ivonescimab","otherNames":["AK112"]}]}"""));
        await using var studies = await IndexedStudies.OfAsync([taught, Study(2, "AK112 in adults"), Study(3, "Ivonescimab in adults")]);

        studies.Find("AREA[BriefTitle]ivonescimab").ShouldBe(["NCT00000003", "NCT00000002"]);
        studies.Find("AREA[BriefTitle]EXPANSION[Term]ivonescimab").ShouldBe(["NCT00000003"]);
    }

    [Theory]
    [InlineData("AK-112")]
    [InlineData("AK112")]
    public async Task A_code_has_its_other_names_with_and_without_its_hyphen(string code)
    {
        var taught = Study(1, "One", ("protocolSection.armsInterventionsModule", """{"interventions":[{"type":"DRUG","name":"ivonescimab","otherNames":["AK-112"]}]}"""));
        await using var studies = await IndexedStudies.OfAsync([taught, Study(2, "AK-112 in adults"), Study(3, "Ivonescimab in adults"), Study(4, "AK112 in adults")]);

        studies.Find($"AREA[BriefTitle]{code}").ShouldBe(["NCT00000002", "NCT00000003", "NCT00000004"], ignoreOrder: true);
        studies.Find($"AREA[BriefTitle]EXPANSION[Term]{code}").ShouldBe(["NCT00000002", "NCT00000004"], ignoreOrder: true);
    }

    [Fact]
    public async Task Fields_of_one_site_belong_together_only_where_one_site_is_asked_for()
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Study(1, "One", ("protocolSection.contactsLocationsModule", """{"locations":[{"city":"Boston","country":"United States","status":"RECRUITING"},{"city":"Paris","country":"France","status":"COMPLETED"}]}""")),
            Study(2, "Two", ("protocolSection.contactsLocationsModule", """{"locations":[{"city":"Paris","country":"France","status":"RECRUITING"}]}""")),
        ]);

        studies.Find("AREA[LocationCity]Paris AND AREA[LocationStatus]RECRUITING").Count.ShouldBe(2);
        studies.Find("SEARCH[Location](AREA[LocationCity]Paris AND AREA[LocationStatus]RECRUITING)").ShouldBe(["NCT00000002"]);
        studies.Find("SEARCH[Location](Paris AND AREA[LocationStatus]Recruiting)", "LocationSearch").ShouldBe(["NCT00000002"]);
        studies.Find("SEARCH[Location](AREA[LocationCity]Paris AND AREA[BriefTitle]One)").ShouldBe(["NCT00000001"]);
        Should.Throw<EssieException>(() => studies.Find("SEARCH[Location](AREA[LocationCity]Paris OR AREA[BriefTitle]One AND NOT AREA[Nothing]x)")).Message.ShouldBe("Unknown area name: `Nothing`");
    }

    [Theory]
    [InlineData("SEARCH[Location](AREA[LocationCity]EXPANSION[None]MEDFORD AND AREA[LocationStatus]RECRUITING)", "2")]
    [InlineData("SEARCH[Location](AREA[LocationCity]EXPANSION[None]Medford AND AREA[LocationStatus]RECRUITING)", "1")]
    [InlineData("SEARCH[Location](AREA[LocationCity]EXPANSION[None]Medford AND AREA[LocationStatus]COMPLETED)", "2")]
    [InlineData("SEARCH[Location](AREA[LocationCity]EXPANSION[None]medford)", "")]
    [InlineData("SEARCH[Location](AREA[LocationStatus]RECRUITING AND NOT AREA[LocationCity]EXPANSION[None]Medford)", "2")]
    [InlineData("SEARCH[Location](EXPANSION[None]\"mercy Hospital\" AND AREA[LocationStatus]RECRUITING)", "1")]
    [InlineData("SEARCH[Location](EXPANSION[None]97504 AND AREA[LocationStatus]COMPLETED)", "2")]
    [InlineData("SEARCH[Location](AREA[LocationFacility]COVERAGE[FullMatch]EXPANSION[None]\"mercy Hospital\")", "1")]
    [InlineData("SEARCH[Location](AREA[LocationFacility]COVERAGE[EndsWith]EXPANSION[None]\"Hospital\" AND AREA[LocationCity]EXPANSION[None]MEDFORD)", "2")]
    public async Task Capitals_count_in_one_site_too(string expression, string found)
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Study(1, "One", ("protocolSection.contactsLocationsModule", """{"locations":[{"facility":"mercy Hospital","city":"Medford","status":"RECRUITING"}]}""")),
            Study(2, "Two", ("protocolSection.contactsLocationsModule", """{"locations":[{"facility":"Mercy Hospital","city":"MEDFORD","status":"RECRUITING"},{"city":"Medford","zip":"97504","status":"COMPLETED"}]}""")),
        ]);

        studies.Find(expression, "LocationSearch").Order().ShouldBe(found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => $"NCT0000000{number}"));
    }

    [Theory]
    [InlineData("AREA[Phase]Phase 3", 1)]
    [InlineData("AREA[Phase](phase3)", 1)]
    [InlineData("AREA[LocationStatus]Recruiting", 0)]
    [InlineData("AREA[StartDate]2022", 1)]
    [InlineData("AREA[StartDate]RANGE[05/01/2022, 05/31/2022]", 1)]
    [InlineData("AREA[StartDate]RANGE[2022-06, MAX]", 0)]
    [InlineData("AREA[MinimumAge]RANGE[18d, MAX]", 1)]
    [InlineData("AREA[MinimumAge]RANGE[MIN, 64y]", 1)]
    [InlineData("AREA[NumConditions]2", 1)]
    [InlineData("AREA[Condition:size] 2", 1)]
    [InlineData("AREA[Condition:size]RANGE[3, MAX]", 0)]
    [InlineData("AREA[START-DATE]2022", 1)]
    [InlineData("AREA[protocolSection.statusModule.startDateStruct.date]2022", 1)]
    [InlineData("AREA[StatusModule]MISSING", 0)]
    [InlineData("AREA[ResultsSection]MISSING", 1)]
    [InlineData("AREA[StartDateStruct]NOT MISSING", 1)]
    [InlineData("NOT ALL", 0)]
    [InlineData("TILT[StartDate](ALL)", 1)]
    [InlineData("RECRUITING", 0)]
    public async Task Values_are_found_as_the_registry_lets_people_write_them(string expression, int found)
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Study(1, "One",
                ("protocolSection.designModule", """{"phases":["PHASE3"]}"""),
                ("protocolSection.conditionsModule", """{"conditions":["A","B"]}"""),
                ("protocolSection.eligibilityModule", """{"minimumAge":"18 Years"}"""),
                ("protocolSection.statusModule", """{"startDateStruct":{"date":"2022-05-17"}}""")),
        ]);

        studies.Find(expression).Count.ShouldBe(found);
    }

    [Theory]
    [InlineData("AREA[MinimumAge]RANGE[1 fortnight, MAX]", "No enum constant TimeParts.Unit.fortnight")]
    [InlineData("AREA[StartDate]someday", "'someday' is not a date: write it as 2025-11-21, 2025-11, 2025 or 11/21/2025")]
    [InlineData("AREA[EnrollmentCount]many", "'many' is not a number")]
    [InlineData("AREA[HasResults]perhaps", "Allowed values for boolean field `hasResults` are `true`, `false`")]
    [InlineData("AREA[Sex]X", "Allowed values for enum field `protocolSection.eligibilityModule.sex` are `FEMALE`, `MALE`, `ALL`")]
    [InlineData("AREA[BriefTitle]RANGE[a, b]", "RANGE cannot be asked of BriefTitle, whose values are words")]
    public async Task Values_that_a_field_cannot_have_are_refused(string expression, string sentence)
    {
        await using var studies = await IndexedStudies.OfAsync([Study(1, "One")]);

        Should.Throw<EssieException>(() => studies.Find(expression)).Message.ShouldBe(sentence);
    }

    private static StudyRecord Study(int number, string title, params (string Path, string Json)[] parts)
    {
        var identification = new JsonObject { ["nctId"] = $"NCT{number:D8}", ["briefTitle"] = title };
        var record = new JsonObject { ["protocolSection"] = new JsonObject { ["identificationModule"] = identification } };
        foreach (var (path, json) in parts)
            record["protocolSection"]![path.Split('.')[1]] = JsonNode.Parse(json);
        return StudyRecord.Parse(record.ToJsonString());
    }
}
