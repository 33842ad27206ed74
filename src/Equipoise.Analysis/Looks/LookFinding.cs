using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Equipoise.Analysis.Looks;

/// <summary>What a look finds, as it is recorded.</summary>
public sealed record LookFinding
{
    /// <summary>Which look it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What the plan calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether no look follows, so that all of alpha is spent.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>The data cut.</summary>
    public required long Cut { get; init; }

    /// <summary>Its cutoff.</summary>
    public required DateOnly Cutoff { get; init; }

    /// <summary>SHA-256 of its data.</summary>
    public required string DataHash { get; init; }

    /// <summary>The number of the plan.</summary>
    public required long Plan { get; init; }

    /// <summary>The one-sided error over all comparisons and looks.</summary>
    public required double Alpha { get; init; }

    /// <summary>The spending function.</summary>
    public required string Spending { get; init; }

    /// <summary>The rule of futility in words; empty where the plan has none.</summary>
    public string Futility { get; init; } = "";

    /// <summary>Whether that rule binds.</summary>
    public bool IsFutilityBinding { get; init; }

    /// <summary>Whether the plan has the trial stop now: every comparison that is not rejected is futile by a binding boundary.</summary>
    public bool MustStop => IsFutilityBinding && Comparisons.Any(one => one.IsFutile) && Comparisons.All(one => one.IsFutile || one.RejectedAt is not null);

    /// <summary>What each comparison shows, in the plan's order.</summary>
    public required IReadOnlyList<LookComparison> Comparisons { get; init; }

    /// <summary>In what the look differs from the locked plan, each a sentence.</summary>
    public required IReadOnlyList<string> Deviations { get; init; }

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The finding as JSON, the same text each time.</summary>
    public string Write() => JsonSerializer.Serialize(this, Form);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static LookFinding Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<LookFinding>(json, Form) ?? throw new FormatException("This is no finding of a look.");
        }
        catch (JsonException error)
        {
            throw new FormatException("This is no finding of a look.", error);
        }
    }
}
