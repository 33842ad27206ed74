using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Which of several values of one variable counts: the latest.</summary>
internal static class LatestValues
{
    /// <summary>The latest values, and those that may be as late because their date is not precise; several are to agree.
    /// A value without a date counts only where none has one.</summary>
    public static List<ValueFact> Take(IReadOnlyList<ValueFact> values)
    {
        var dated = values.Where(fact => fact.Date is not null).ToList();
        if (dated.Count == 0)
            return [.. values];
        var from = dated.Max(fact => fact.Date!.First);
        dated.RemoveAll(fact => fact.Date!.Last < from);
        // Of one day, a time that is on record tells which came later; without it nobody knows.
        if (dated.Count > 1 && dated.TrueForAll(fact => fact.Date!.Moment is not null))
        {
            var moment = dated.Max(fact => fact.Date!.Moment);
            dated.RemoveAll(fact => fact.Date!.Moment < moment);
        }

        return dated;
    }

    /// <summary>Whether they are dated alike, rather than one to the day and another to its month.</summary>
    public static bool AreOfOneTime(IReadOnlyList<ValueFact> values) => values.All(fact => fact.Date?.First == values[0].Date?.First && fact.Date?.Last == values[0].Date?.Last);

    /// <summary>Whether they are the lower and the upper end of one range.</summary>
    public static bool AreEndsOfOne(IReadOnlyList<ValueFact> values) =>
        values is [var one, var other] && AreOfOneTime(values) && string.Equals(one.Unit, other.Unit, StringComparison.Ordinal)
        && ((one.Bound, other.Bound) switch
        {
            (Comparison.AtLeast, Comparison.AtMost) => one.Value <= other.Value,
            (Comparison.AtMost, Comparison.AtLeast) => other.Value <= one.Value,
            _ => false,
        });

    /// <summary>Whether they say the same, whatever their units.</summary>
    public static bool Agree(IReadOnlyList<ValueFact> values)
    {
        if (values.Count < 2)
            return true;
        var first = values[0];
        return values.All(fact => fact.Bound == first.Bound && AreEqual(first, fact));
    }

    // A laboratory that reports in moles has rounded on the way.
    private static bool AreEqual(ValueFact left, ValueFact right)
    {
        if (left.Unread is not null || right.Unread is not null)
            return false;
        if (left.Value == right.Value && string.Equals(left.Unit, right.Unit, StringComparison.Ordinal))
            return true;
        if (Variables.Find(left.Variable) is not { } variable ||
            UnitConversion.Convert(left.Value, left.Unit, variable.Unit, variable.MolarMass, out var leftMolar) is not { } one ||
            UnitConversion.Convert(right.Value, right.Unit, variable.Unit, variable.MolarMass, out var rightMolar) is not { } other)
            return false;
        var digits = leftMolar != rightMolar ? variable.Digits : 9;
        return Math.Round(one, digits, MidpointRounding.AwayFromZero) == Math.Round(other, digits, MidpointRounding.AwayFromZero);
    }
}
