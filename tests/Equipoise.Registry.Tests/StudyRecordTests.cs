using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests;

public sealed class StudyRecordTests
{
    [Fact]
    public void A_record_that_says_nothing_but_its_id_is_read()
    {
        var study = StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"NCT1"}}}""");

        study.Title.ShouldBe("NCT00000001");
        study.Identifiers.ShouldBe(["NCT00000001"]);
        study.Conditions.ShouldBeEmpty();
        study.Interventions.ShouldBeEmpty();
        new object?[] { study.Status, study.Phase, study.StudyType, study.Sponsor, study.Summary, study.EligibilityCriteria, study.Enrollment, study.Sex, study.MinimumAge, study.MaximumAge, study.SampleNote }
            .ShouldAllBe(value => value == null);
    }

    [Theory]
    [InlineData("A Study of Hope", "A Study of Hope (SPERO)")]
    [InlineData("A Study of Hope (SPERO)", "A Study of Hope (SPERO)")]
    [InlineData("SPERO, a Study of Hope", "SPERO, a Study of Hope (SPERO)")]
    public void The_acronym_follows_the_title_unless_it_stands_there_in_brackets(string title, string shown) =>
        Study($$"""{"nctId":"NCT1","briefTitle":"{{title}}","acronym":"SPERO"}""").Title.ShouldBe(shown);

    [Fact]
    public void Identifiers_stand_in_the_order_registry_secondary_sponsor_with_their_kind() =>
        Study("""{"nctId":"NCT1","orgStudyIdInfo":{"id":"OWN-1"},"secondaryIdInfos":[{"id":"2025-1","type":"CTIS"},{"id":"plain"}]}""")
            .Identifiers.ShouldBe(["NCT00000001", "2025-1 (EU Trial (CTIS) Number)", "plain", "OWN-1"]);

    [Theory]
    [InlineData("""["PHASE1","PHASE2"]""", "Phase 1/Phase 2")]
    [InlineData("""["EARLY_PHASE1"]""", "Early Phase 1")]
    [InlineData("""["NA"]""", "N/A")]
    [InlineData("""["PHASE9"]""", "PHASE9")]
    [InlineData("[]", null)]
    public void Phases_are_labeled_in_one_line(string phases, string? shown) =>
        StudyRecord.Parse($$$"""{ "protocolSection": { "identificationModule": { "nctId": "NCT1" }, "designModule": { "phases": {{{phases}}} } } }""").Phase.ShouldBe(shown);

    [Fact]
    public void The_record_is_kept_as_it_was_handed_in()
    {
        const string Json = """{ "later":1.50, "protocolSection":{"identificationModule":{"nctId":"NCT1"}}, "unknown":"é" }""";

        StudyRecord.Parse(Json).Json.ShouldBe(Json);
    }

    [Theory]
    [InlineData("", "The record is not JSON: line 1, byte 1 cannot be read.")]
    [InlineData("{\n \"protocolSection\": nothing}", "The record is not JSON: line 2,")]
    [InlineData("[]", "The record is not a study")]
    [InlineData("""{"protocolSection":"text"}""", "The record is not a study")]
    [InlineData("""{"protocolSection":{"identificationModule":{"nctId":7264075}}}""", "The record is not a study")]
    [InlineData("""{"protocolSection":{"identificationModule":{"nctId":"ILLUMINE"}}}""", "'ILLUMINE' is not a study id")]
    public void What_is_no_study_is_refused_in_a_sentence(string json, string sentence) =>
        Should.Throw<FormatException>(() => StudyRecord.Parse(json)).Message.ShouldStartWith(sentence);

    private static StudyRecord Study(string identification) =>
        StudyRecord.Parse($$"""{ "protocolSection": { "identificationModule": {{identification}} } }""");
}
