namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>Signs that a text lost when it was copied.</summary>
internal static class LostSigns
{
    // "1.5×109/L": ten to the ninth, of which the copy kept no superscript.
    public static List<LintFinding> LostSuperscripts(Criterion criterion)
    {
        var found = new List<LintFinding>();
        foreach (var power in (string[])["103/", "106/", "109/", "1012/", "109 /", "103 /"])
        {
            var place = criterion.Text.IndexOf(power, StringComparison.Ordinal);
            if (place > 0 && criterion.Text[..place].TrimEnd() is { Length: > 0 } before && before[^1] is '×' or 'x' or 'X' or '*')
                found.Add(new LintFinding("lost-superscript", [criterion.Id], $"'{power.TrimEnd('/', ' ')}' stands for 10 to the power of {power.TrimEnd('/', ' ')[2..]}: a superscript was lost."));
        }

        return found;
    }

    // "Age = 18 years": nobody asks for exactly that; a sign such as ≥ was lost on the way. Such a criterion is never read whole.
    public static List<LintFinding> LostComparisons(Criterion criterion) => criterion.Tree is not { } tree ? [] :
    [
        .. CriteriaLeaves.Of(tree).Where(leaf => leaf is AgeLimit { Comparison: Comparison.Equal } or Measurement { Comparison: Comparison.Equal, Unit: not ("1" or "{class}" or "{stage}" or "{grade}" or "{score}") })
            .Select(leaf => new LintFinding("lost-comparison", [criterion.Id], $"{PlainEnglish.Of(leaf)}: a sign such as ≥ or ≤ was probably lost.")),
    ];
}
