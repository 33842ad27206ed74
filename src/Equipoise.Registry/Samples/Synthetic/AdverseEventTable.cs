using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes adverse events: in each arm at least as many participants are affected as by any one event, and at most as
/// many as by all of them together.</summary>
internal sealed class AdverseEventTable(StudyPlan plan, Words words, Draw draw)
{
    public JsonObject Module(IReadOnlyList<int> deaths)
    {
        var serious = Counts(isSerious: true);
        var other = Counts(isSerious: false);
        return Part.Of(
            ("frequencyThreshold", "0"),
            ("timeFrame", $"From the first treatment to 30 days after the last, about {plan.Measures[0].Weeks + 4} weeks"),
            ("description", "Asked for at every visit."),
            ("eventGroups", Part.List(plan.Arms.Select((arm, at) => Part.Of(
                ("id", Results.Id("EG", at)),
                ("title", arm.Label),
                ("description", arm.Description),
                ("deathsNumAffected", deaths[at]),
                ("deathsNumAtRisk", plan.ArmSizes[at]),
                ("seriousNumAffected", Affected(serious, at)),
                ("seriousNumAtRisk", plan.ArmSizes[at]),
                ("otherNumAffected", Affected(other, at)),
                ("otherNumAtRisk", plan.ArmSizes[at]))))),
            ("seriousEvents", Part.List(serious.Select(Row))),
            ("otherEvents", Part.List(other.Select(Row))));
    }

    private List<(EventTerm Term, List<int> Affected)> Counts(bool isSerious) =>
    [
        .. words.Events.Where(term => term.IsSerious == isSerious && draw.Chance(75))
            .Select(term => (term, plan.ArmSizes.Select((size, at) => draw.Successes(size, term.Percent + (plan.Arms[at].Effect > 0 ? 1 : 0))).ToList())),
    ];

    private int Affected(List<(EventTerm Term, List<int> Affected)> rows, int at)
    {
        var counts = rows.Select(row => row.Affected[at]).DefaultIfEmpty(0).ToList();
        return Math.Min(plan.ArmSizes[at], Math.Max(counts.Max(), counts.Sum() * 4 / 5));
    }

    private JsonNode Row((EventTerm Term, List<int> Affected) row) => Part.Of(
        ("term", row.Term.Term),
        ("organSystem", row.Term.OrganSystem),
        ("sourceVocabulary", "MedDRA 27.0"),
        ("assessmentType", "SYSTEMATIC_ASSESSMENT"),
        ("stats", Part.List(row.Affected.Select((affected, at) => Part.Of(
            ("groupId", Results.Id("EG", at)), ("numEvents", affected + (affected / 6)), ("numAffected", affected), ("numAtRisk", plan.ArmSizes[at]))))));
}
