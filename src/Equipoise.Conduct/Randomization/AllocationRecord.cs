using System.Text.Json;

namespace Equipoise.Conduct.Randomization;

/// <summary>A used slot: who was randomized, to what.</summary>
public sealed record AllocationRecord
{
    /// <summary>The scheme's number.</summary>
    public required long Scheme { get; init; }

    /// <summary>The stratum.</summary>
    public required string Stratum { get; init; }

    /// <summary>The slot's place in the stratum, from 1.</summary>
    public required long Position { get; init; }

    /// <summary>The participant.</summary>
    public required string Participant { get; init; }

    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>The arm.</summary>
    public required string Arm { get; init; }

    /// <summary>The randomization number.</summary>
    public required string RandomizationNumber { get; init; }

    /// <summary>The levels of the stratification factors as used, as JSON; whatever is corrected later, these stand.</summary>
    public required string Factors { get; init; }

    /// <summary>When, in UTC.</summary>
    public required string RandomizedAt { get; init; }

    /// <summary>The day at the site.</summary>
    public required DateOnly RandomizedOn { get; init; }

    /// <summary>The levels as used, in the order of a scheme's factors; a factor that is not on record has an empty one.</summary>
    internal IReadOnlyList<string> LevelsOf(SchemeDefinition definition)
    {
        var levels = JsonSerializer.Deserialize<Dictionary<string, string>>(Factors) ?? [];
        return [.. definition.Factors.Select(factor => levels.GetValueOrDefault(factor.Code, ""))];
    }
}
