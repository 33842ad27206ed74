using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes invented results whose numbers add up: whoever started completed or has a reason, and every count is of
/// those who started.</summary>
internal sealed class Results
{
    private static readonly string[] Reasons = ["Adverse Event", "Withdrawal by Subject", "Lost to Follow-up", "Physician Decision"];

    private readonly StudyPlan plan;
    private readonly Words words;
    private readonly Draw draw;
    private readonly IReadOnlyList<int> deaths;

    public Results(StudyPlan plan, Words words, Draw draw)
    {
        (this.plan, this.words, this.draw) = (plan, words, draw);
        deaths = [.. plan.ArmSizes.Select(size => plan.Area.Measures.Any(measure => measure.Kind is "survival") && !plan.InHealthy ? draw.Successes(size, 9) : 0)];
    }

    public JsonObject Section() => Part.Of(
        ("participantFlowModule", Flow()),
        ("baselineCharacteristicsModule", new Baseline(plan, draw).Module()),
        ("outcomeMeasuresModule", Part.Of(("outcomeMeasures", Part.List(plan.Measures.Select((measure, at) => new MeasuredOutcome(plan, measure, draw).Write(at == 0)))))),
        ("adverseEventsModule", new AdverseEventTable(plan, words, draw).Module(deaths)),
        ("moreInfoModule", Part.Of(
            ("limitationsAndCaveats", draw.Chance(20) ? Part.Of(("description", "The study was smaller than planned.")) : null),
            ("certainAgreement", Part.Of(("piSponsorEmployee", plan.Sponsor.Class is not "INDUSTRY"), ("restrictiveAgreement", false))),
            ("pointOfContact", Part.Of(("title", "Results office"), ("organization", plan.Sponsor.Name), ("email", "results@example.org"), ("phone", "+1-555-0100"))))));

    /// <summary>The groups of a table, one for each arm.</summary>
    public static IEnumerable<JsonNode> Groups(StudyPlan plan, string prefix) => plan.Arms.Select((arm, at) => Part.Of(
        ("id", Id(prefix, at)), ("title", arm.Label), ("description", arm.Description)));

    public static string Id(string prefix, int at) => $"{prefix}{at:D3}";

    private JsonObject Flow()
    {
        var left = plan.ArmSizes.Select((size, at) => Reasons.Select(_ => Math.Min((size - deaths[at]) / 8, draw.Successes(size, 3))).ToList()).ToList();
        var reasons = Reasons.Select((reason, row) => Row(reason, at => left[at][row], "reasons"));
        if (deaths.Any(died => died > 0))
            reasons = reasons.Append(Row("Death", at => deaths[at], "reasons"));
        int NotCompleted(int at) => left[at].Sum() + deaths[at];
        return Part.Of(
            ("recruitmentDetails", $"Participants were enrolled at {plan.Sites.Count} {(plan.Sites.Count == 1 ? "site" : "sites")}."),
            ("groups", Part.List(Groups(plan, "FG"))),
            ("periods", Part.List([
                Part.Of(
                    ("title", "Overall Study"),
                    ("milestones", Part.List([
                        Row("STARTED", at => plan.ArmSizes[at], "achievements"),
                        Row("COMPLETED", at => plan.ArmSizes[at] - NotCompleted(at), "achievements"),
                        Row("NOT COMPLETED", NotCompleted, "achievements")])),
                    ("dropWithdraws", Part.List(reasons)))])));
    }

    private JsonObject Row(string type, Func<int, int> count, string member) => Part.Of(
        ("type", type),
        (member, Part.List(plan.Arms.Select((_, at) => Part.Of(("groupId", Id("FG", at)), ("numSubjects", Part.Number(count(at))))))));
}
