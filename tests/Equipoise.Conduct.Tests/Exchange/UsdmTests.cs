using System.Text;
using System.Text.Json.Nodes;
using Equipoise.Conduct.Exchange;
using Equipoise.Conduct.Exchange.Usdm;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;

namespace Equipoise.Conduct.Tests.Exchange;

/// <summary>Study definitions as USDM 4.</summary>
public sealed class UsdmTests
{
    private static readonly Protocol Illumine = ShippedProtocols.Find("NCT07264075")!;

    [Fact]
    public void What_is_written_is_read_again()
    {
        var study = Read(UsdmWriter.Write(Illumine));

        (study.Name, study.Version, study.UsdmVersion, study.Enrollment, study.Cells).ShouldBe(("NCT07264075", "1.0", "4.0.0", 780, 9));
        study.Arms.Select(arm => (arm.Name, arm.Kind)).ShouldBe([("Ivonescimab", "Investigational Arm"), ("Ivonescimab and ligufalimab", "Investigational Arm"), ("Pembrolizumab", "Active Comparator Arm")]);
        study.Criteria.Count(criterion => criterion.Kind == "Inclusion Criteria").ShouldBe(Illumine.Criteria.Count(criterion => criterion.Id.StartsWith("inclusion", StringComparison.Ordinal)));
        study.Interventions.Select(drug => drug.Name).ShouldBe(["ivonescimab", "ligufalimab", "pembrolizumab"]);
        study.Timings.ShouldContain(new UsdmTiming("Screening", "Before", "P28D", "P0D", "P28D"));
        study.Timings.ShouldContain(new UsdmTiming("Tumor imaging 1, then every 42 d until day 336, then every 84 d", "After", "P42D", "P3D", "P3D"));
        study.Activities.Count.ShouldBe(Illumine.Design!.Forms.Count);
    }

    [Fact]
    public void Every_id_is_given_once()
    {
        var ids = Objects(UsdmWriter.Write(Illumine)).Select(item => item["id"]?.GetValue<string>()).OfType<string>().ToList();

        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    // Required members by class, after the API specification of USDM 4.0; others may be null or empty.
    [Theory]
    [InlineData("Code", "code codeSystem codeSystemVersion decode")]
    [InlineData("StudyVersion", "versionIdentifier rationale studyIdentifiers titles organizations")]
    [InlineData("StudyIdentifier", "text scopeId")]
    [InlineData("StudyTitle", "text type")]
    [InlineData("InterventionalStudyDesign", "name rationale model arms epochs studyCells population")]
    [InlineData("StudyArm", "name type dataOriginDescription dataOriginType")]
    [InlineData("StudyEpoch", "name type")]
    [InlineData("StudyCell", "armId epochId elementIds")]
    [InlineData("StudyElement", "name")]
    [InlineData("Encounter", "name type")]
    [InlineData("Activity", "name")]
    [InlineData("ScheduleTimeline", "name mainTimeline entryCondition entryId")]
    [InlineData("ScheduledActivityInstance", "name")]
    [InlineData("Timing", "name type value valueLabel relativeToFrom relativeFromScheduledInstanceId")]
    [InlineData("EligibilityCriterion", "name category identifier criterionItemId")]
    [InlineData("EligibilityCriterionItem", "name text")]
    [InlineData("StudyDesignPopulation", "name includesHealthySubjects")]
    [InlineData("Objective", "name text level")]
    [InlineData("Endpoint", "name text purpose level")]
    [InlineData("StudyIntervention", "name role type")]
    [InlineData("Administration", "name duration")]
    [InlineData("Organization", "name type identifierScheme identifier")]
    [InlineData("GovernanceDate", "name type dateValue geographicScopes")]
    public void A_class_has_what_the_standard_requires(string type, string members)
    {
        var items = Objects(UsdmWriter.Write(Illumine)).Where(item => item["instanceType"]?.GetValue<string>() == type).ToList();

        items.ShouldNotBeEmpty();
        foreach (var item in items)
        {
            foreach (var member in members.Split(' '))
                (item[member] is { } value && value is not JsonArray { Count: 0 }).ShouldBeTrue($"{item["id"]} has no {member}");
        }
    }

    [Theory]
    [InlineData("{", "Line 1: this is not JSON")]
    [InlineData("""{"usdmVersion":"3.12.0"}""", "The file is USDM 3.12.0; version 4 is read.")]
    [InlineData("""{"usdmVersion":"4.0.0"}""", "In the file there is no study.")]
    [InlineData("""{"usdmVersion":"4.0.0","study":{"versions":[]}}""", "In the study the list versions is empty.")]
    [InlineData("""[]""", "The place of the file holds no object.")]
    public void What_is_no_study_definition_is_refused(string json, string sentence) =>
        Should.Throw<ExchangeException>(() => UsdmReader.Read(Encoding.UTF8.GetBytes(json))).Message.ShouldStartWith(sentence);

    [Fact]
    public void A_reference_that_leads_nowhere_is_named()
    {
        var file = UsdmWriter.Write(Illumine);
        Objects(file).First(item => item["instanceType"]?.GetValue<string>() == "StudyCell")["armId"] = "StudyArm_99";

        Should.Throw<ExchangeException>(() => Read(file)).Message.ShouldBe("A StudyCell refers to 'StudyArm_99', which the file does not define.");
    }

    [Fact]
    public void A_protocol_that_is_written_and_imported_has_the_same_arms_doses_visits_criteria_and_endpoints()
    {
        var draft = UsdmImport.Make(Read(UsdmWriter.Write(Illumine)));
        var again = ProtocolReader.Read(draft.Yaml);
        var (before, after) = (Illumine.Design!, again.Design!);

        (again.Study, again.Version!.Number, after.Title, after.Enrollment).ShouldBe((Illumine.Study, "1.0", before.Title, 780));
        after.Arms.Select(arm => (arm.Code, arm.Name, arm.Type)).ShouldBe(before.Arms.Select(arm => (arm.Code, arm.Name, arm.Type)));
        after.Arms.SelectMany(arm => arm.Treatments).Select(treatment => (treatment.Code, treatment.Dose, treatment.Route, treatment.Schedule.EveryDays))
            .ShouldBe(before.Arms.SelectMany(arm => arm.Treatments).Select(treatment => (treatment.Code, treatment.Dose, treatment.Route, treatment.Schedule.EveryDays)));
        after.Visits.Select(visit => (visit.Code, visit.When!.Anchor, visit.When.Day, visit.When.Window)).ShouldBe(
            before.Visits.Where(visit => visit.When is not null).Select(visit => (visit.Code, visit.When!.Anchor, visit.When.Day, visit.When.Window)));
        after.Visits.Select(visit => string.Join(' ', visit.Forms)).ShouldBe(before.Visits.Where(visit => visit.When is not null).Select(visit => string.Join(' ', visit.Forms)));
        again.Criteria.Select(criterion => (criterion.Id, criterion.Text)).ShouldBe(Illumine.Criteria.Select(criterion => (criterion.Id, criterion.Text)));
        after.Endpoints.Select(endpoint => (endpoint.Name, endpoint.Level, endpoint.Definition)).ShouldBe(before.Endpoints.Select(endpoint => (endpoint.Name, endpoint.Level, endpoint.Definition)));
    }

    [Fact]
    public void What_an_import_supposes_is_marked_as_assumed_and_said()
    {
        var draft = UsdmImport.Make(Read(UsdmWriter.Write(Illumine)));

        var values = ProtocolReader.Read(draft.Yaml).Values;
        values.Single(value => value.Path == "enrollment").Origin.ShouldBe(Origin.Protocol);
        values.Where(value => value.Path.StartsWith("allocation", StringComparison.Ordinal)).ShouldAllBe(value => value.Origin == Origin.Assumption);
        draft.Notes.ShouldContain(note => note.StartsWith("Allocation is supposed to be equal", StringComparison.Ordinal));
        draft.Notes.ShouldContain(note => note.StartsWith("Each activity is a form that asks only whether it was done", StringComparison.Ordinal));
    }

    private static UsdmStudy Read(JsonObject file) => UsdmReader.Read(Encoding.UTF8.GetBytes(file.ToJsonString()));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject item => item.Select(member => member.Value).SelectMany(Objects).Prepend(item),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
