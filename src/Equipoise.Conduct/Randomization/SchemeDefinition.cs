using System.Text.Json;
using Equipoise.Protocols;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Conduct.Randomization;

/// <summary>What a scheme allocates by, written once at its activation: its text is part of the commitment.</summary>
/// <param name="Method"><c>blocks</c> or <c>minimization</c>.</param>
/// <param name="Arms">The arms that are open, in the order of the protocol.</param>
/// <param name="Ratio">The parts of each.</param>
/// <param name="BlockSizes">The sizes that blocks may have; empty for minimization.</param>
/// <param name="Factors">The stratification factors with the codes of their levels.</param>
/// <param name="Measure">How minimization measures spread: <c>range</c>, <c>variance</c> or <c>sd</c>; null for blocks.</param>
/// <param name="Probability">With which probability the arm of least imbalance is given; null for blocks.</param>
/// <param name="Weights">The weight of each factor; empty for blocks.</param>
public sealed record SchemeDefinition(
    string Method,
    IReadOnlyList<string> Arms,
    IReadOnlyList<int> Ratio,
    IReadOnlyList<int> BlockSizes,
    IReadOnlyList<SchemeFactor> Factors,
    string? Measure,
    decimal? Probability,
    IReadOnlyList<decimal> Weights)
{
    /// <summary>Whether it is minimization, which has one stream for all arrivals.</summary>
    public bool IsMinimization => Method is "minimization";

    /// <summary>The definition of a protocol, without the arms that are closed.</summary>
    /// <exception cref="StepRefusedException">Fewer than two arms are left, or no block size fits their ratio.</exception>
    public static SchemeDefinition Of(StudyDesign design, IReadOnlyList<string> closedArms)
    {
        if (closedArms.FirstOrDefault(arm => !design.Arms.Any(one => string.Equals(one.Code, arm, StringComparison.Ordinal))) is { } stray)
            throw StepRefusedException.Invalid("no-such-arm", $"The protocol has no arm '{stray}' to close.");
        var open = design.Arms.Select((arm, place) => (arm.Code, Part: design.Allocation.Ratio[place])).Where(arm => !closedArms.Contains(arm.Code, StringComparer.Ordinal)).ToList();
        if (open.Count < 2)
            throw StepRefusedException.Invalid("arms", "At least two arms stay open: close the study to new participants instead.");
        var total = open.Sum(arm => arm.Part);
        // A block holds each arm by its part: sizes scale with the arms that are left.
        var wholeTotal = design.Allocation.Ratio.Sum();
        IReadOnlyList<int> sizes = [.. (design.Allocation.Blocks?.Sizes ?? []).Select(size => size / wholeTotal * total)];
        var minimization = design.Allocation.Minimization;
        return new SchemeDefinition(
            design.Allocation.Method == AllocationMethod.Minimization ? "minimization" : "blocks",
            [.. open.Select(arm => arm.Code)],
            [.. open.Select(arm => arm.Part)],
            sizes,
            [.. design.Factors.Select(factor => new SchemeFactor(factor.Code, [.. factor.Levels.Select(level => level.Code)]))],
            minimization?.Measure switch { null => null, ImbalanceMeasure.Range => "range", ImbalanceMeasure.Variance => "variance", _ => "sd" },
            minimization?.Probability,
            minimization?.Weights ?? []);
    }

    /// <summary>Its written form.</summary>
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads the written form.</summary>
    public static SchemeDefinition Read(string text) => JsonSerializer.Deserialize<SchemeDefinition>(text, JsonSerializerOptions.Web) ?? throw new FormatException("A scheme's definition is empty.");

    /// <summary>The keys of all strata; for minimization the one stream that all arrivals share.</summary>
    public IReadOnlyList<string> Strata()
    {
        if (IsMinimization)
            return ["*"];
        IEnumerable<string> keys = [""];
        foreach (var factor in Factors)
            keys = keys.SelectMany(key => factor.Levels.Select(level => key.Length == 0 ? level : $"{key}/{level}"));
        return [.. keys.Select(key => key.Length == 0 ? "*" : key)];
    }

    /// <summary>The stratum of levels given in the order of the factors.</summary>
    public string StratumOf(IReadOnlyList<string> levels) => IsMinimization || levels.Count == 0 ? "*" : string.Join('/', levels);
}
