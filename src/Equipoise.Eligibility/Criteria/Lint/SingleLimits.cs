using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>Limits and windows that cannot be meant as they stand, each looked at by itself.</summary>
internal static class SingleLimits
{
    private const int LongestLife = 120;

    public static List<LintFinding> Implausible(Criterion criterion)
    {
        var found = new List<LintFinding>();
        // A wrong unit is one whatever else the criterion says.
        foreach (var leaf in (criterion.Tree is null ? [] : CriteriaLeaves.Of(criterion.Tree)).OfType<Measurement>().Where(leaf => leaf.RelativeTo is null))
        {
            if (DoubtOf(leaf) is { } doubt)
                found.Add(new LintFinding("implausible-limit", [criterion.Id], doubt));
        }

        return found;
    }

    /// <summary>Why a limit cannot be meant as it stands: its unit or a digit is wrong; null where nothing speaks against it.</summary>
    public static string? DoubtOf(Measurement leaf)
    {
        if (leaf.RelativeTo is not null || Variables.Find(leaf.Variable) is not { } variable || UnitConversion.Convert(leaf.Value, leaf.Unit, variable.Unit, variable.MolarMass, out _) is not { } value)
            return null;
        // Ten times beyond what a body can have: the unit is wrong, not the limit strict.
        return (variable.Low > 0 && value < variable.Low / 2) || value > variable.High * 2 || Unlikely(variable, value)
            ? $"{leaf.Variable} {leaf.Comparison.Sign()} {PlainEnglish.Number(leaf.Value)} {leaf.Unit} is {PlainEnglish.Number(value)} {variable.Unit}: look at the unit."
            : null;
    }

    // "SpO2 ≥ 110 %", "ECOG ≥ 6", "aged 150 or more": nobody gets there.
    public static List<LintFinding> Unreachable(Criterion criterion)
    {
        var found = new List<LintFinding>();
        foreach (var leaf in CriteriaLeaves.Of(criterion))
        {
            var unreachable = leaf switch
            {
                AgeLimit { Unit: "a", Comparison: Comparison.AtLeast or Comparison.Above, Value: > LongestLife } => true,
                AgeLimit { Comparison: Comparison.Below, Value: <= 0 } => true,
                PerformanceStatus { Scale: "ecog" } status => status.Values.Any(value => value > 5),
                PerformanceStatus status => status.Values.Any(value => value > 100),
                Measurement { RelativeTo: null, Unit: "%", Comparison: Comparison.AtLeast or Comparison.Above, Value: > 100 } share => Variables.Find(share.Variable) is { Unit: "%", High: <= 100 },
                _ => false,
            };
            if (unreachable)
                found.Add(new LintFinding("unreachable-limit", [criterion.Id], $"{PlainEnglish.Of(leaf)}: nobody can have that."));
        }

        return found;
    }

    // "within 0 days", "within 500 years"
    public static List<LintFinding> ImpossibleWindows(Criterion criterion) =>
    [
        .. CriteriaLeaves.Of(criterion).Select(leaf => leaf switch { Condition condition => condition.Within, Therapy therapy => therapy.Within, Measurement measurement => measurement.Within, _ => null })
            .Where(window => window is not null && (window.Value <= 0 || InYears(window) > LongestLife))
            .Select(window => new LintFinding("impossible-window", [criterion.Id], $"A window of {PlainEnglish.Number(window!.Value)} {window.Unit} is none.")),
    ];

    private static decimal InYears(Window window) => window.Unit switch { "a" => window.Value, "mo" => window.Value / 12, "wk" => window.Value / 52, "d" => window.Value / 365, _ => 0 };

    // Blood cells and proteins never come near zero, though their plausible values begin there.
    private static bool Unlikely(Variable variable, decimal value) =>
        variable.Id switch
        {
            "hemoglobin" => value < 2,
            "platelets" => value is > 0 and < 1,
            "neutrophils" or "leukocytes" => value is > 0 and < 0.02m,
            _ => false,
        };
}
