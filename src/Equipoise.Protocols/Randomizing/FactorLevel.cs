using System.Globalization;

namespace Equipoise.Protocols.Randomizing;

/// <summary>A level of a stratification factor.</summary>
/// <param name="Code">Its code, unique in the factor.</param>
/// <param name="Label">What people read.</param>
/// <param name="Values">The values of the source that mean this level; empty where a range says so, or the code itself is the value.</param>
/// <param name="Minimum">The least number that means this level; null for no such bound.</param>
/// <param name="Below">The least number that no longer means this level; null for no such bound.</param>
public sealed record FactorLevel(string Code, string Label, IReadOnlyList<string> Values, decimal? Minimum, decimal? Below)
{
    /// <summary>Whether a recorded value means this level.</summary>
    public bool Holds(string value)
    {
        if (Minimum is not null || Below is not null)
            return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= (Minimum ?? decimal.MinValue) && !(number >= Below);
        return Values.Count > 0 ? Values.Contains(value, StringComparer.Ordinal) : string.Equals(Code, value, StringComparison.Ordinal);
    }
}
