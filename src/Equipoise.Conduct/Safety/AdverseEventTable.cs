using Equipoise.Conduct.Assessments;

namespace Equipoise.Conduct.Safety;

/// <summary>How many participants of each arm had which adverse event, each participant counted once a term, by the worst grade.</summary>
/// <param name="Arms">The arms with how many participants each has.</param>
/// <param name="Any">Those with any event.</param>
/// <param name="Rows">A row for each term, the most frequent first.</param>
public sealed record AdverseEventTable(IReadOnlyList<ArmSize> Arms, AdverseEventRow Any, IReadOnlyList<AdverseEventRow> Rows)
{
    /// <summary>Counts.</summary>
    /// <param name="arms">The arms' codes, in the order of the protocol.</param>
    /// <param name="participants">With their arms; those without are passed over.</param>
    /// <param name="counts">Which events count, such as those that are treatment-emergent.</param>
    public static AdverseEventTable Of(IReadOnlyList<string> arms, IReadOnlyList<AssessedParticipant> participants, Func<AdverseEvent, bool> counts)
    {
        var known = participants.Where(one => one.Arm is not null).Select(one => (Arm: one.Arm!.Code, Events: AdverseEvents.Of(one).Where(counts).ToList())).ToList();
        var terms = known.SelectMany(one => one.Events.GroupBy(happened => happened.Term, StringComparer.OrdinalIgnoreCase).Select(term => (one.Arm, Term: term.Key, Worst: term.Max(happened => happened.Grade)))).ToList();
        return new AdverseEventTable(
            [.. arms.Select(arm => new ArmSize(arm, known.Count(one => string.Equals(one.Arm, arm, StringComparison.Ordinal))))],
            Row("Any", arms, known.Where(one => one.Events.Count > 0).Select(one => (one.Arm, one.Events.Max(happened => happened.Grade)))),
            [
                .. terms.GroupBy(one => one.Term, StringComparer.OrdinalIgnoreCase).OrderByDescending(term => term.Count()).ThenBy(term => term.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(term => Row(term.Key, arms, term.Select(one => (one.Arm, one.Worst)))),
            ]);
    }

    private static AdverseEventRow Row(string term, IReadOnlyList<string> arms, IEnumerable<(string Arm, int Worst)> worst)
    {
        var all = worst.ToList();
        return new AdverseEventRow(term, [.. arms.Select(arm => (IReadOnlyList<int>)[.. Enumerable.Range(1, 5).Select(grade => all.Count(one => one.Worst == grade && string.Equals(one.Arm, arm, StringComparison.Ordinal)))])]);
    }
}
