using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Equipoise.Registry.Records;

/// <summary>An age limit as the registry states it: a whole number and a unit, such as <c>18 Years</c> or <c>6 Months</c>
/// (type <c>NormalizedTime</c> of the ClinicalTrials.gov API v2).</summary>
/// <remarks>Never negative. Ordered by length; <c>12 Months</c> and <c>1 Year</c> are of one length and still two values.</remarks>
public sealed record Age : IComparable<Age>
{
    private const double DaysPerYear = 365.25;
    private const int MaximumDigits = 6;

    private Age(int value, AgeUnit unit) => (Value, Unit) = (value, unit);

    /// <summary>How many units.</summary>
    public int Value { get; }

    /// <summary>Of what length each.</summary>
    public AgeUnit Unit { get; }

    /// <summary>The length in years: a year has 12 months or 365.25 days (the mean of the Julian calendar).</summary>
    public double Years => Unit switch
    {
        AgeUnit.Years => Value,
        AgeUnit.Months => Value / 12.0,
        AgeUnit.Weeks => Value * 7 / DaysPerYear,
        AgeUnit.Days => Value / DaysPerYear,
        AgeUnit.Hours => Value / (DaysPerYear * 24),
        _ => Value / (DaysPerYear * 24 * 60),
    };

    /// <summary>True where <paramref name="left"/> is shorter than <paramref name="right"/>.</summary>
    public static bool operator <(Age left, Age right) => left.CompareTo(right) < 0;

    /// <summary>True where <paramref name="left"/> is longer than <paramref name="right"/>.</summary>
    public static bool operator >(Age left, Age right) => left.CompareTo(right) > 0;

    /// <summary>True where <paramref name="left"/> is not longer than <paramref name="right"/>.</summary>
    public static bool operator <=(Age left, Age right) => left.CompareTo(right) <= 0;

    /// <summary>True where <paramref name="left"/> is not shorter than <paramref name="right"/>.</summary>
    public static bool operator >=(Age left, Age right) => left.CompareTo(right) >= 0;

    /// <summary>Reads an age.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Age Parse(string text) =>
        TryParse(text, out var age) ? age : throw new FormatException($"'{(text.Length > 40 ? text[..40] + "…" : text)}' is not an age: write a number and a unit, such as 18 Years or 6 Months.");

    /// <summary>Reads an age such as <c>18 Years</c>, <c>1 Year</c> or <c>6 months</c>; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Age? age)
    {
        age = null;
        var words = text.AsSpan().Trim();
        var gap = words.IndexOf(' ');
        if (gap is < 1 or > MaximumDigits || !int.TryParse(words[..gap], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        var name = words[(gap + 1)..].Trim();
        foreach (var unit in Enum.GetValues<AgeUnit>())
        {
            var plural = unit.ToString();
            if (!name.Equals(plural, StringComparison.OrdinalIgnoreCase) && !name.Equals(plural.AsSpan()[..^1], StringComparison.OrdinalIgnoreCase))
                continue;
            age = new Age(value, unit);
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public int CompareTo(Age? other) => other is null ? 1 : Years.CompareTo(other.Years);

    /// <summary>The registry's form: <c>18 Years</c>, <c>1 Year</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value} {(Value == 1 ? Unit.ToString()[..^1] : Unit.ToString())}");
}
