using System.Text.Json.Nodes;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests.Essie;

public sealed class EssieRankingTests
{
    [Fact]
    public async Task As_written_ranks_above_other_names_and_those_above_words_apart()
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Teach(9, "myocardial infarction", "heart attack"),
            Study(1, "Heart attack in adults of all ages"),
            Study(2, "Myocardial infarction in adults of all ages"),
            Study(3, "Attack on the heart of adults of all ages"),
            Study(4, "Adults of all ages"),
        ]);

        studies.Find("AREA[BriefTitle]heart attack").ShouldBe(["NCT00000001", "NCT00000002", "NCT00000003"]);
        studies.Find("AREA[BriefTitle]\"heart attack\"").ShouldBe(["NCT00000001", "NCT00000002"]);
    }

    [Theory]
    [InlineData("throat cancer", "Oropharyngeal Neoplasms", "Throat lozenges")]
    [InlineData("cancer of the throat", "Laryngeal Cancer", "Throat lozenges")]
    [InlineData("mouth cancer", "Cancer of the oral cavity; Oral Cancer", "Dry mouth")]
    [InlineData("Voice Box Cancer", "Larynx Neoplasms", "Voice of patients")]
    [InlineData("womb cancer", "Endometrial Cancer", "Womb transplantation")]
    [InlineData("metastatic bowel cancer", "Metastatic Colorectal Cancer", "Bowel preparation")]
    [InlineData("skin tumors", "Melanoma", "Skin grafts")]
    [InlineData("brittle bones", "Osteoporosis", "Bones of children")]
    public async Task Words_of_patients_find_the_names_that_records_use(string asked, string named, string other)
    {
        await using var studies = await IndexedStudies.OfAsync([Study(1, "A", condition: named), Study(2, "B", condition: other), Study(3, $"Help with {asked}")]);

        studies.Find(asked).Order().ShouldBe(["NCT00000001", "NCT00000003"]);
        studies.Find($"EXPANSION[Term]{asked}").ShouldBe(["NCT00000003"]);
        studies.Find($"EXPANSION[None]{asked}").ShouldBe(["NCT00000003"]);
    }

    [Fact]
    public async Task A_word_of_patients_as_written_ranks_above_the_names_it_stands_for_and_those_do_not_lead_back()
    {
        await using var studies = await IndexedStudies.OfAsync([Study(1, "Laryngeal cancer in adults"), Study(2, "Throat cancer in adults"), Study(3, "Adults")]);

        studies.Find("AREA[BriefTitle]throat cancer").ShouldBe(["NCT00000002", "NCT00000001"]);
        studies.Find("AREA[BriefTitle]\"throat cancer\"").ShouldBe(["NCT00000002", "NCT00000001"]);
        studies.Find("AREA[BriefTitle]laryngeal cancer").ShouldBe(["NCT00000001"]);
    }

    [Fact]
    public async Task A_rare_other_name_does_not_outrank_a_frequent_name()
    {
        var often = Enumerable.Range(10, 30).Select(number => Study(number, "Cancer of adults")).ToList();
        await using var studies = await IndexedStudies.OfAsync([Teach(9, "cancer", "neoplasmatosis"), Study(1, "Neoplasmatosis of adults"), .. often]);

        studies.Find("AREA[BriefTitle]cancer")[^1].ShouldBe("NCT00000001");
    }

    [Fact]
    public async Task More_matches_rank_above_fewer_and_areas_by_their_weights()
    {
        await using var studies = await IndexedStudies.OfAsync(
        [
            Study(1, "Asthma and eczema"),
            Study(2, "Asthma and nothing"),
            Study(3, "Nothing and eczema"),
            Study(4, "Nothing", summary: "asthma"),
            Study(5, "Nothing", condition: "asthma"),
        ]);

        studies.Find("AREA[BriefTitle](asthma OR eczema)")[0].ShouldBe("NCT00000001");
        var everywhere = studies.Find("asthma").ToList();
        everywhere.IndexOf("NCT00000005").ShouldBeLessThan(everywhere.IndexOf("NCT00000004"));
        everywhere.IndexOf("NCT00000002").ShouldBeLessThan(everywhere.IndexOf("NCT00000004"));
    }

    private static StudyRecord Teach(int number, string name, string other) =>
        Record(number, "Nothing", ("armsInterventionsModule", $$"""{"interventions":[{"type":"DRUG","name":"{{name}}","otherNames":["{{other}}"]}]}"""));

    private static StudyRecord Study(int number, string title, string summary = "nothing", string condition = "nothing") =>
        Record(number, title, ("descriptionModule", $$"""{"briefSummary":"{{summary}}"}"""), ("conditionsModule", $$"""{"conditions":["{{condition}}"]}"""));

    private static StudyRecord Record(int number, string title, params (string Module, string Json)[] modules)
    {
        var protocol = new JsonObject { ["identificationModule"] = new JsonObject { ["nctId"] = $"NCT{number:D8}", ["briefTitle"] = title } };
        foreach (var (module, json) in modules)
            protocol[module] = JsonNode.Parse(json);
        return StudyRecord.Parse(new JsonObject { ["protocolSection"] = protocol }.ToJsonString());
    }
}
