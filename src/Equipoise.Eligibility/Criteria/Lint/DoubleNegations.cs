namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>Exclusions that begin by denying something ("No anemia" below Exclusion): as written, whoever has none is out.</summary>
internal static class DoubleNegations
{
    public static IEnumerable<LintFinding> Of(Criterion criterion)
    {
        if (criterion is { Polarity: Polarity.Exclusion, Tree: not null } && (criterion.Text.StartsWith("No ", StringComparison.OrdinalIgnoreCase) || criterion.Text.StartsWith("Not ", StringComparison.OrdinalIgnoreCase)))
            yield return new LintFinding("double-negation", [criterion.Id], "An exclusion that begins with a denial excludes whoever lacks it; most authors mean the contrary.");
    }
}
