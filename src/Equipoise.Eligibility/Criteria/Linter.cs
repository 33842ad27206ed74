using Equipoise.Eligibility.Criteria.Lint;

namespace Equipoise.Eligibility.Criteria;

/// <summary>Looks over a set of criteria for what its author cannot have meant. The idea is that of circe's checks.</summary>
/// <remarks>It speaks only of criteria that were read whole: of what is not understood nothing is claimed.</remarks>
public static class Linter
{
    /// <summary>What it finds, rule by rule, each in the order of the criteria.</summary>
    /// <param name="criteria">The criteria of one study.</param>
    /// <param name="record">What the registry's own fields say of age and sex; null where there is no record.</param>
    public static IReadOnlyList<LintFinding> Check(IReadOnlyList<Criterion> criteria, RegistryLimits? record = null) =>
    [
        .. criteria.SelectMany(LostSigns.LostSuperscripts),
        .. criteria.SelectMany(LostSigns.LostComparisons),
        .. criteria.SelectMany(DoubleNegations.Of),
        .. criteria.SelectMany(SupposedUnits.Of),
        .. criteria.SelectMany(SingleLimits.Implausible),
        .. criteria.SelectMany(SingleLimits.Unreachable),
        .. criteria.SelectMany(SingleLimits.ImpossibleWindows),
        .. Pairs.Duplicates(criteria),
        .. Pairs.Contradictions(criteria),
        .. Pairs.NeverDeciding(criteria),
        .. record is null ? [] : Record.Disagreements(criteria, record),
    ];
}
