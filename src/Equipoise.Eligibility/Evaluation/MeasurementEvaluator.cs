using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Criteria.Lint;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Measured values against limits. It takes the latest value in the window; two different values of one time
/// contradict each other.</summary>
internal sealed class MeasurementEvaluator(PatientFacts patient, DateOnly asOf, SiteRanges ranges)
{
    private const string Surface = "{1.73_m2}";

    // Days for which a vital sign says something where no time is asked for: the usual time of screening. A fever of last year is over.
    private const int VitalSignCounts = 28;

    public Finding Evaluate(PerformanceStatus leaf)
    {
        var words = PlainEnglish.Of(leaf);
        var (facts, problem, _) = Take(leaf.Scale, null, _ => true, $"performance status ({leaf.Scale})");
        if (problem is not null)
            return problem;
        if (facts[0].Value < 0 || facts[0].Value > (leaf.Scale is "ecog" ? 5 : 100) || decimal.Truncate(facts[0].Value) != facts[0].Value)
            return Finding.Unknown(Reason.NeedsJudgment, null, $"Asked: {words}; recorded: {Number(facts[0])}, which the scale does not have: check it.", Show(facts));
        return facts[0].Bound is null
            ? Finding.Known(leaf.Allows(facts[0].Value), Show(facts), $"Asked: {words}; recorded: {Number(facts[0])}.")
            : Finding.Unknown(Reason.NoData, $"exact performance status ({leaf.Scale})", $"Asked: {words}; recorded: {Number(facts[0])}. That bound does not decide it.", Show(facts));
    }

    public Finding Evaluate(Measurement asked)
    {
        var leaf = IsVitalSign(asked) && asked.Within is null ? asked with { Within = new Window(VitalSignCounts, "d", Anchor: "the day judged on") } : asked;
        var name = leaf.Variable;
        var variable = Variables.Find(name);
        var (facts, problem, isUnread) = Take(name, leaf.Within, fact => MayCompare(fact, leaf), name);
        if (problem is not null)
        {
            if (leaf.RelativeTo is not null || problem.Reason == Reason.Conflict || isUnread)
                return problem;
            if (DerivedValue.Of(name, patient, asOf, leaf.Within) is { } derived)
                return Aged(Compare(leaf, variable, derived), [.. derived.Skip(1)]);
            return problem.Reason == Reason.NoData && DerivedValue.Contradicted(name, patient, asOf) is { } source ? NotDerived(problem, source) : problem;
        }

        var compared = LatestValues.AreEndsOfOne(facts) ? CompareEnds(leaf, variable, facts) : Compare(leaf, variable, facts);
        return leaf.Within is null ? Aged(compared, [facts[0]]) : compared;
    }

    // Where no time is asked for, any value counts, and whoever reads the verdict is to know how old it is.
    private Finding Aged(Finding finding, IReadOnlyList<ValueFact> facts)
    {
        foreach (var fact in facts)
        {
            if (fact.Date is { } date && DerivedValue.Ages(date, asOf) is { Youngest: > 0 and var years })
                finding = finding with { Sentence = $"{finding.Sentence} {(facts.Count == 1 ? "That was" : $"The {fact.Variable} is of {date.Text},")} {years} {(years == 1 ? "year" : "years")} before the day judged on." };
        }

        return finding;
    }

    private Finding NotDerived(Finding problem, string source) => HasUnread(source)
        ? Finding.Unknown(Reason.NoData, source, $"{problem.Sentence} It could be derived, but a value of {source} cannot be read.", Values(source))
        : Finding.Unknown(Reason.Conflict, source, $"{problem.Sentence} It could be derived, but the record holds different values of {source} of the same time.", Values(source));

    private bool HasUnread(string name) => patient.Values.Any(fact => fact.Unread is not null && string.Equals(fact.Variable, name, StringComparison.Ordinal) && (fact.Date is null || fact.Date.First <= asOf));

    private List<Evidence> Values(string name) => Show([.. patient.Values.Where(fact => string.Equals(fact.Variable, name, StringComparison.Ordinal))]);

    // A range decides where one of its ends does.
    private Finding CompareEnds(Measurement leaf, Variable? variable, IReadOnlyList<ValueFact> ends)
    {
        var (one, other) = (Compare(leaf, variable, [ends[0]]), Compare(leaf, variable, [ends[1]]));
        return (one.Truth == Truth.Unknown ? other : one) with { Evidence = Show(ends) };
    }

    private Finding Compare(Measurement leaf, Variable? variable, IReadOnlyList<ValueFact> facts)
    {
        var words = PlainEnglish.Of(leaf with { Within = null });
        // Of values that agree, one that brought its normal range says more.
        var fact = leaf.RelativeTo is null ? facts[0] : facts.FirstOrDefault(one => one.High is not null || one.Low is not null) ?? facts[0];
        var evidence = Show(facts);
        if (!IsPlausible(fact, variable))
            return Finding.Unknown(Reason.NeedsJudgment, null, $"Asked: {words}; recorded: {Number(fact)}, which no person has: check the value and its unit.", evidence);
        // Nor must a slip of the criterion's author.
        if (SingleLimits.DoubtOf(leaf) is { } doubt)
            return Finding.Unknown(Reason.NeedsJudgment, null, $"Asked: {words}; recorded: {Number(fact)}. The limit cannot be meant so: {doubt}", evidence);
        if (leaf.RelativeTo is { } reference)
        {
            var upper = reference == Reference.UpperLimit;
            if (fact.Unit.Length == 0 && variable is { ImpliedUnit: null })
                return Finding.Unknown(Reason.IncommensurableUnit, leaf.Variable, $"Asked: {words}; the value {Number(fact)} has no unit, so its normal range may be of another.", evidence);
            var limit = (upper ? fact.High : fact.Low) ?? ranges.Find(leaf.Variable, upper, fact.Unit, patient.Sex, DerivedValue.Age(patient, asOf));
            if (limit is not { } normal)
                return Finding.Unknown(Reason.NoReferenceRange, $"normal range of {leaf.Variable}", $"Asked: {words}; the value {Number(fact)} came without its normal range.", evidence);
            if (!NormalLimits.IsPossible(variable, normal, fact.Unit, upper) || fact.Low > fact.High)
                return Finding.Unknown(Reason.NeedsJudgment, null, $"Asked: {words}; recorded: {Number(fact)}, normal {(fact.Low > fact.High ? $"from {PlainEnglish.Number(fact.Low!.Value)} to {PlainEnglish.Number(fact.High!.Value)}" : $"{(upper ? "up to" : "from")} {PlainEnglish.Number(normal)}")}, which no laboratory states in {(fact.Unit.Length == 0 ? "any unit" : fact.Unit)}: check the range and its unit.", evidence);
            if (facts.Count > 1 && facts.Any(one => (upper ? one.High : one.Low) is { } its && Ratio(one.Value, its) != Ratio(fact.Value, normal)))
                return Finding.Unknown(Reason.Conflict, $"normal range of {leaf.Variable}", $"Asked: {words}; the same value stands in the record with different normal ranges.", evidence);
            return Decide(leaf, fact, fact.Value, leaf.Value * normal, evidence, $"Asked: {words}; recorded: {Number(fact)}, normal {(upper ? "up to" : "from")} {PlainEnglish.Number(normal)}{((upper ? fact.High : fact.Low) is null ? " by the site's table" : "")}.");
        }

        var unit = fact.Unit.Length > 0 ? fact.Unit : variable?.ImpliedUnit ?? "";
        if (Commensurable(fact.Value, unit, leaf, variable) is not { } pair)
            return Finding.Unknown(Reason.IncommensurableUnit, leaf.Variable, $"Asked: {words}; the value {Number(fact)} has {(unit.Length == 0 ? "no unit" : "a unit that cannot be compared")}.", evidence);
        return Decide(leaf, fact, pair.Value, pair.Limit, evidence, $"Asked: {words}; recorded: {Number(fact)}{Converted(pair, unit, leaf, variable)}.");
    }

    /// <summary>Whether a limit is on what changes from hour to hour.</summary>
    internal static bool IsVitalSign(Measurement leaf) => leaf.Variable is "temperature" or "heartRate" or "respiratoryRate" or "spo2" or "bp.systolic" or "bp.diastolic";

    // A slip of the unit or of a digit must not make a person eligible.
    internal static bool IsPlausible(ValueFact fact, Variable? variable)
    {
        if (variable is null)
            return true;
        var unit = fact.Unit.Length > 0 ? fact.Unit : variable.ImpliedUnit ?? "";
        return UnitConversion.Convert(fact.Value, unit, variable.Unit, variable.MolarMass, out _) is not { } value || (value >= variable.Low && value <= variable.High);
    }

    // An exact conversion is compared in the limit's unit; one by molar mass in the variable's own, rounded as stated there.
    private static (decimal Value, decimal Limit, string Unit)? Commensurable(decimal value, string unit, Measurement leaf, Variable? variable)
    {
        // A clearance is of a person or of 1.73 m² of body surface, an estimated filtration rate always of the latter.
        if (variable?.Id is "creatinineClearance" && unit.Contains(Surface, StringComparison.Ordinal) != leaf.Unit.Contains(Surface, StringComparison.Ordinal))
            return null;
        if (UnitConversion.Convert(value, unit, leaf.Unit, variable?.MolarMass, out var molar) is not { } converted)
            return null;
        if (!molar || variable is null)
            return (converted, leaf.Value, leaf.Unit);
        return UnitConversion.Convert(value, unit, variable.Unit, variable.MolarMass, out _) is { } own && UnitConversion.Convert(leaf.Value, leaf.Unit, variable.Unit, variable.MolarMass, out _) is { } limit
            ? (Math.Round(own, variable.Digits, MidpointRounding.AwayFromZero), Math.Round(limit, variable.Digits, MidpointRounding.AwayFromZero), variable.Unit)
            : null;
    }

    private static Finding Decide(Measurement leaf, ValueFact fact, decimal value, decimal limit, IReadOnlyList<Evidence> evidence, string sentence)
    {
        if (fact.Bound is not { } bound)
            return Finding.Known(leaf.Comparison.Holds(value, limit), evidence, sentence);
        // "< 0.5" settles "< 1", and "≥ 1" the other way round; between them nobody knows.
        var below = bound is Comparison.Below or Comparison.AtMost;
        bool? holds = leaf.Comparison switch
        {
            Comparison.AtMost => below && value <= limit ? true : !below && (value > limit || (value == limit && bound == Comparison.Above)) ? false : null,
            Comparison.Below => below && (value < limit || (value == limit && bound == Comparison.Below)) ? true : !below && value >= limit ? false : null,
            Comparison.AtLeast => !below && value >= limit ? true : below && (value < limit || (value == limit && bound == Comparison.Below)) ? false : null,
            Comparison.Above => !below && (value > limit || (value == limit && bound == Comparison.Above)) ? true : below && value <= limit ? false : null,
            _ => null,
        };
        return holds is { } known ? Finding.Known(known, evidence, sentence) : Finding.Unknown(Reason.NoData, $"exact {leaf.Variable}", sentence + " That bound does not decide it.", evidence);
    }

    // The latest usable values, all of one day and alike; or what is the matter.
    private (IReadOnlyList<ValueFact> Facts, Finding? Problem, bool IsUnread) Take(string name, Window? within, Func<ValueFact, bool> usable, string settledBy)
    {
        var all = patient.Values.Where(fact => string.Equals(fact.Variable, name, StringComparison.Ordinal) && (fact.Date is null || fact.Date.First <= asOf)).ToList();
        if (all.Count == 0)
            return ([], Finding.Unknown(Reason.NoData, settledBy, patient.Values.FirstOrDefault(fact => string.Equals(fact.Variable, name, StringComparison.Ordinal)) is { Date: { } later } ? $"The only value of {settledBy} on record is of {later.Text}, after the day judged on." : $"No value of {settledBy} is on record."), false);
        var fitting = all.Where(usable).ToList();
        if (fitting.Count == 0)
            return ([], Finding.Unknown(Reason.IncommensurableUnit, settledBy, $"The values of {settledBy} on record have no unit that can be compared.", Show(all)), false);
        var last = LatestValues.Take(fitting);
        var touches = within is { Direction: "before" } ? last.Select(fact => TimeWindow.Before(within, asOf).Touches(fact.Date?.UpTo(asOf), fact.Date?.UpTo(asOf))).Distinct().ToList() : [Truth.True];
        if (touches is [Truth.False])
            return ([], Finding.Unknown(Reason.Stale, settledBy, $"The latest value of {settledBy} is not from{PlainEnglish.Of(within)}.", Show(last)), false);
        if (last.Find(fact => fact.Unread is not null) is { } unread)
            return ([], Unread(unread, settledBy, hasRival: last.Exists(fact => fact.Unread is null), hasOlder: fitting.Exists(fact => fact.Unread is null), Show(last)), true);
        if (LatestValues.AreEndsOfOne(last) && touches is [Truth.True])
            return (last, null, false);
        if (!LatestValues.Agree(last) && !LatestValues.AreOfOneTime(last))
            return ([], Finding.Unknown(Reason.ImpreciseDate, $"exact date of {settledBy}", $"The record holds different values of {settledBy}, and their dates do not say which is the latest.", Show(last)), false);
        if (!LatestValues.Agree(last))
            return ([], Finding.Unknown(Reason.Conflict, settledBy, $"The record holds different values of {settledBy} of the same time.", Show(last)), false);
        if (touches is not [Truth.True])
            return ([], Finding.Unknown(Reason.ImpreciseDate, $"exact date of {settledBy}", $"The date of the latest value of {settledBy} is not precise enough.", Show(last)), false);
        return (last, null, false);
    }

    // Nobody converts units in the head.
    private static string Converted((decimal Value, decimal Limit, string Unit) pair, string unit, Measurement leaf, Variable? variable) =>
        string.Equals(pair.Unit, unit, StringComparison.Ordinal) || pair.Unit is "1" || pair.Unit.StartsWith('{') || unit is "1" || unit.StartsWith('{')
            ? ""
            : $", which is {PlainEnglish.Number(Math.Round(pair.Value, variable?.Digits is { } digits and < 6 ? digits : 4))} {pair.Unit}{(string.Equals(pair.Unit, leaf.Unit, StringComparison.Ordinal) ? "" : $" where {PlainEnglish.Number(pair.Limit)} is asked")}";

    // What cannot be read may be anything; who reads the verdict is to look at it.
    private static Finding Unread(ValueFact unread, string settledBy, bool hasRival, bool hasOlder, IReadOnlyList<Evidence> evidence)
    {
        var what = $"'{unread.Unread}'{(unread.Date is null ? "" : $" on {unread.Date.Text}")}";
        return (hasRival, hasOlder) switch
        {
            (true, _) => Finding.Unknown(Reason.Conflict, settledBy, $"A value of {settledBy} cannot be read: {what}. Another may be of the same time.", evidence),
            (_, true) => Finding.Unknown(Reason.Stale, settledBy, $"The latest value of {settledBy} cannot be read: {what}. An older one does not count in its place.", evidence),
            _ => Finding.Unknown(Reason.NoData, settledBy, $"The value of {settledBy} on record cannot be read: {what}.", evidence),
        };
    }

    // Nothing is compared by it but sameness, so its digits do not matter.
    private static decimal Ratio(decimal value, decimal normal) => normal == 0 ? 0 : Math.Round(value / normal, 9);

    // Of a variable with several kinds of unit, such as dipstick and daily protein, only the values of the limit's kind count.
    internal static bool MayCompare(ValueFact fact, Measurement leaf) =>
        fact.Unread is not null || leaf.RelativeTo is not null || leaf.Variable is not "urineProtein" || string.Equals(fact.Unit, leaf.Unit, StringComparison.Ordinal) ||
        (!fact.Unit.StartsWith('{') && !leaf.Unit.StartsWith('{') && UnitConversion.Convert(fact.Value, fact.Unit, leaf.Unit, Variables.Find(leaf.Variable)?.MolarMass, out _) is not null);

    private static List<Evidence> Show(IReadOnlyList<ValueFact> facts) =>
        [.. facts.Select(fact => new Evidence(fact.Variable, fact.Unread ?? ((fact.Bound is { } bound ? bound.Sign() : "") + PlainEnglish.Number(fact.Value)), fact.Unit.Length == 0 ? null : fact.Unit, fact.Date?.Text, fact.Source))];

    private static string Number(ValueFact fact) => $"{(fact.Bound is { } bound ? bound.Sign() + " " : "")}{PlainEnglish.Number(fact.Value)}{(fact.Unit is "1" or "" ? "" : " " + fact.Unit)}{(fact.Date is null ? "" : $" on {fact.Date.Text}")}";
}
