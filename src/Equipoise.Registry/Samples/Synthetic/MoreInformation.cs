using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes what surrounds a study: oversight, publications, sharing of data, documents, and the terms by which it is
/// found.</summary>
internal static class MoreInformation
{
    public static JsonObject Oversight(StudyPlan plan, Draw draw) => Part.Of(
        ("oversightHasDmc", plan.IsInterventional ? draw.Chance(60) : null),
        ("isFdaRegulatedDrug", plan.Main.IsMedicine && draw.Chance(60)),
        ("isFdaRegulatedDevice", plan.Main.Type is "DEVICE" && draw.Chance(60)));

    public static JsonObject References(StudyPlan plan, Words words, Draw draw) => Part.Of(
        ("references", Part.List(Enumerable.Range(0, draw.Weigh((5, 0), (2, 1), (2, 2), (1, 5))).Select(at => Part.Of(
            ("type", plan.HasResults && at == 0 ? "RESULT" : draw.Pick(["BACKGROUND", "DERIVED"])),
            ("citation", $"{Author(words, draw)}, {Author(words, draw)}. {plan.Main.Name} and {plan.Condition.Name}: part {at + 1}. J Invented Trials. {plan.Timeline.Submitted.Year}; {draw.Between(1, 40)}: {draw.Between(1, 400)}. (Invented.)"))))),
        ("seeAlsoLinks", draw.Chance(20) ? Part.List([Part.Of(("label", "A page about this study, which does not exist"), ("url", $"https://example.org/studies/{plan.Number}"))]) : null),
        ("availIpds", plan.IsOver && draw.Chance(8) ? Part.List([Part.Of(("id", $"IPD-{plan.Number}"), ("type", "Individual Participant Data Set"), ("url", $"https://example.org/data/{plan.Number}"), ("comment", "An example of a data set that is not there."))]) : null));

    public static JsonObject? Sharing(Draw draw) => draw.Weigh((3, "YES"), (4, "NO"), (2, "UNDECIDED"), (3, "")) switch
    {
        "" => null,
        "YES" => Part.Of(
            ("ipdSharing", "YES"),
            ("description", "Data of single participants, without names, behind each figure that is published."),
            ("infoTypes", Part.Texts(draw.Some(["STUDY_PROTOCOL", "SAP", "ICF", "CSR", "ANALYTIC_CODE"], draw.Between(1, 5)))),
            ("timeFrame", "From 6 months to 5 years after publication."),
            ("accessCriteria", "A plan for the analysis, reviewed by the sponsor."),
            ("url", "https://example.org/data")),
        var other => Part.Of(("ipdSharing", other), ("description", other is "NO" && draw.Chance(50) ? "Participants were not asked for it." : null)),
    };

    public static JsonObject? Documents(StudyPlan plan, Draw draw) => !plan.HasResults && !draw.Chance(5) ? null : Part.Of(
        ("largeDocumentModule", Part.Of(("largeDocs", Part.List([
            Document(plan, "Prot_SAP", "Study Protocol and Statistical Analysis Plan", 0, draw),
            .. draw.Chance(40) ? [Document(plan, "ICF", "Informed Consent Form", 1, draw)] : Array.Empty<JsonObject>(),
        ])))));

    public static JsonObject Derived(StudyPlan plan)
    {
        var module = Part.Of(
            ("meshes", Part.List([Part.Of(("id", plan.Condition.Mesh.Id), ("term", plan.Condition.Mesh.Term))])),
            ("ancestors", Part.List(plan.Area.Ancestors.Where(above => above != plan.Condition.Mesh).Select(above => Part.Of(("id", above.Id), ("term", above.Term))))));
        return Part.Of(("miscInfoModule", Part.Of(("versionHolder", Timeline.Exact(Timeline.Today)))), ("conditionBrowseModule", module));
    }

    private static string Author(Words words, Draw draw) => $"{draw.Pick(words.Phrases("family"))} {draw.Pick(words.Phrases("first"))[0]}";

    private static JsonObject Document(StudyPlan plan, string abbreviation, string label, int number, Draw draw) => Part.Of(
        ("typeAbbrev", abbreviation),
        ("hasProtocol", abbreviation.StartsWith("Prot", StringComparison.Ordinal)),
        ("hasSap", abbreviation.EndsWith("SAP", StringComparison.Ordinal)),
        ("hasIcf", abbreviation is "ICF"),
        ("label", label),
        ("date", Timeline.Exact(plan.Timeline.Submitted)),
        ("uploadDate", $"{Timeline.Exact(plan.Timeline.Updated)}T09:30"),
        ("filename", $"{abbreviation}_{number:D3}.pdf"),
        ("size", draw.Between(90_000, 2_400_000)));
}
