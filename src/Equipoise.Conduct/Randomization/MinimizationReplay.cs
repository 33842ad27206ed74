using System.Globalization;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Conduct.Randomization;

/// <summary>Allocates by minimization in the order of arrival. The n-th draw of the scheme's stream is that of the n-th participant, so
/// that the same arrivals with the same strata give the same arms again.</summary>
public sealed class MinimizationReplay
{
    private readonly SchemeDefinition definition;
    private readonly KeyedStream stream;
    private readonly Dictionary<(int Factor, string Level), int[]> margins = [];
    private readonly double[] weights;

    /// <summary>Begins with nobody allocated.</summary>
    /// <param name="definition">A scheme by minimization.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="study">The study.</param>
    /// <param name="scheme">The scheme's number.</param>
    /// <exception cref="ArgumentException">The scheme has blocks.</exception>
    public MinimizationReplay(SchemeDefinition definition, byte[] seed, string study, long scheme)
    {
        if (!definition.IsMinimization)
            throw new ArgumentException("The scheme allocates by blocks.", nameof(definition));
        this.definition = definition;
        stream = new KeyedStream(seed, string.Create(CultureInfo.InvariantCulture, $"equipoise minimization 1\n{study}\n{scheme}"));
        weights = [.. definition.Weights.Select(weight => (double)weight)];
    }

    /// <summary>Allocates the next participant, who from then on counts.</summary>
    /// <param name="levels">The codes of the participant's levels in the order of the factors, as used.</param>
    /// <returns>The code of the arm, and what was weighed.</returns>
    /// <exception cref="ArgumentException">The scheme has no such level.</exception>
    public (string Arm, MinimizationStep Step) Next(IReadOnlyList<string> levels)
    {
        var rows = Rows(levels);
        var step = PocockSimon.Weigh(rows, definition.Ratio, weights, Measure(definition.Measure), (double)definition.Probability!.Value);
        var arm = PocockSimon.Draw(step, stream.Fraction());
        foreach (var row in rows)
            row[arm]++;
        return (definition.Arms[arm], step);
    }

    /// <summary>Passes over a participant who was allocated before: the draw is used up, and the arm on record counts.</summary>
    /// <param name="levels">The participant's levels, as used.</param>
    /// <param name="arm">The arm on record.</param>
    /// <exception cref="ArgumentException">The scheme has no such level or arm.</exception>
    public void Pass(IReadOnlyList<string> levels, string arm)
    {
        var place = 0;
        while (place < definition.Arms.Count && !string.Equals(definition.Arms[place], arm, StringComparison.Ordinal))
            place++;
        if (place == definition.Arms.Count)
            throw new ArgumentException($"The scheme has no arm '{arm}'.", nameof(arm));
        stream.Fraction();
        foreach (var row in Rows(levels))
            row[place]++;
    }

    private List<int[]> Rows(IReadOnlyList<string> levels) =>
        levels.Count == definition.Factors.Count && levels.Index().All(level => definition.Factors[level.Index].Levels.Contains(level.Item, StringComparer.Ordinal))
            ? [.. levels.Select((level, factor) => Margin(factor, level))]
            : throw new ArgumentException($"'{string.Join('/', levels)}' does not name a level of each factor.", nameof(levels));

    private int[] Margin(int factor, string level)
    {
        if (!margins.TryGetValue((factor, level), out var row))
            margins.Add((factor, level), row = new int[definition.Arms.Count]);
        return row;
    }

    private static ImbalanceMeasure Measure(string? name) => name switch
    {
        "range" => ImbalanceMeasure.Range,
        "variance" => ImbalanceMeasure.Variance,
        _ => ImbalanceMeasure.StandardDeviation,
    };
}
