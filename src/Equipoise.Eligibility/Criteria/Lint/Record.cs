namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>Where the text and the registry's own fields disagree.</summary>
internal static class Record
{
    private const decimal Month = 1 / 12m;

    public static List<LintFinding> Disagreements(IReadOnlyList<Criterion> criteria, RegistryLimits record)
    {
        var ages = CriteriaLeaves.Required(criteria).Where(pair => pair.Bound.What is "age" && pair.Criterion.Parent is null).ToList();
        var found = new List<LintFinding>();
        // Several limits are for several groups: which of them the record means, nobody can tell.
        if (ages.Where(pair => pair.Bound.IsLower).ToList() is [var (low, lower)])
            Compare(found, "minimum", low, lower, record.MinimumAge);
        if (ages.Where(pair => pair.Bound.IsUpper).ToList() is [var (high, upper)])
            Compare(found, "maximum", high, upper, record.MaximumAge);
        found.AddRange(Sexes(criteria, record));
        return found;
    }

    private static void Compare(List<LintFinding> found, string which, Criterion criterion, Bound bound, string? registered)
    {
        var limit = RegistryLimits.Years(registered);
        if (limit is null && registered is not null)
            return;
        // Whoever is exactly as old as the registry's limit may take part.
        var strict = bound.Comparison is Comparison.Above or Comparison.Below;
        if (limit is { } years && Math.Abs(years - bound.Limit) < Month && !strict)
            return;
        var said = $"The text says {bound.Comparison.Sign()} {PlainEnglish.Number(bound.Limit)} years";
        found.Add(new LintFinding("age-disagrees", [criterion.Id], limit is null
            ? $"{said}, the record's field for the {which} age is empty."
            : $"{said}, the record's {which} age is {registered}, that age included."));
    }

    private static IEnumerable<LintFinding> Sexes(IReadOnlyList<Criterion> criteria, RegistryLimits record)
    {
        if (record.Sex is not { Length: > 0 } sex)
            yield break;
        var required = criteria.Where(criterion => criterion is { Polarity: Polarity.Inclusion, Tree: not null, Parent: null, Evaluability: not Evaluability.Partial })
            .SelectMany(criterion => CriteriaLeaves.Together(criterion.Tree!).OfType<Circumstance>().Where(leaf => leaf is { Kind: CircumstanceKind.Sex, Exists: true }).Select(leaf => (criterion.Id, leaf.Concept)))
            .ToList();
        if (required.DistinctBy(pair => pair.Concept, StringComparer.Ordinal).Count() == 1 && !string.Equals(required[0].Concept, sex, StringComparison.OrdinalIgnoreCase))
            yield return new LintFinding("sex-disagrees", [required[0].Id], $"The text asks for {required[0].Concept}, the record's sex is {sex.ToLowerInvariant()}.");
    }
}
