using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Criteria.Lint;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>The limits of age and sex that a registry's own fields hold, as criteria beside those of the text.</summary>
public static class RecordLimits
{
    /// <summary>The criteria, and behind them those limits of the record that the text does not state itself: where it does, it governs.</summary>
    /// <param name="criteria">Those read from the record's text.</param>
    /// <param name="record">What the record's own fields say.</param>
    public static IReadOnlyList<Criterion> With(IReadOnlyList<Criterion> criteria, RegistryLimits record)
    {
        var stated = CriteriaLeaves.Required(criteria).Where(pair => pair.Bound.What is "age").Select(pair => pair.Bound.IsLower).ToHashSet();
        List<Criterion> all = [.. criteria];
        if (!stated.Contains(true) && Age(record.MinimumAge, Comparison.AtLeast) is { } least)
            all.Add(Limit("record-minimum-age", $"Minimum age of the record: {record.MinimumAge}", least));
        if (!stated.Contains(false) && Age(record.MaximumAge, Comparison.AtMost) is { } most)
            all.Add(Limit("record-maximum-age", $"Maximum age of the record: {record.MaximumAge}", most));
        if (record.Sex is "MALE" or "FEMALE" && !criteria.Any(StatesSex))
            all.Add(Limit("record-sex", $"Sex of the record: {record.Sex.ToLowerInvariant()}", new Circumstance(CircumstanceKind.Sex, record.Sex.ToLowerInvariant(), Exists: true)));
        return all;
    }

    private static bool StatesSex(Criterion criterion) =>
        criterion is { Polarity: Polarity.Inclusion, Parent: null, Tree: { } tree, Evaluability: not Evaluability.Partial } && CriteriaLeaves.Together(tree).Any(leaf => leaf is Circumstance { Kind: CircumstanceKind.Sex });

    private static AgeLimit? Age(string? written, Comparison comparison)
    {
        if (written?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var unit] || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        return unit.ToUpperInvariant().TrimEnd('S') switch
        {
            "YEAR" => new AgeLimit(comparison, value, "a"),
            "MONTH" => new AgeLimit(comparison, value, "mo"),
            "WEEK" => new AgeLimit(comparison, value, "wk"),
            "DAY" => new AgeLimit(comparison, value, "d"),
            _ => null,
        };
    }

    private static Criterion Limit(string id, string text, CriterionNode tree) =>
        new() { Id = id, Polarity = Polarity.Inclusion, Text = text, Source = default, Evaluability = Evaluability.Computable, Tree = tree };
}
