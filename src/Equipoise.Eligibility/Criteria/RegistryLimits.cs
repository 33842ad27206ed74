using System.Globalization;

namespace Equipoise.Eligibility.Criteria;

/// <summary>What a registry's own fields say about who may take part, beside the text.</summary>
/// <param name="MinimumAge">Such as <c>18 Years</c>; null for no limit.</param>
/// <param name="MaximumAge">Such as <c>80 Years</c>, which whoever is 80 fulfills; null for no limit.</param>
/// <param name="Sex"><c>ALL</c>, <c>MALE</c> or <c>FEMALE</c>; null where the record does not say.</param>
public sealed record RegistryLimits(string? MinimumAge, string? MaximumAge, string? Sex)
{
    /// <summary>An age of the registry in years; null where there is none or it is written in no known way.</summary>
    public static decimal? Years(string? age)
    {
        if (age?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var unit] || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        return unit.ToUpperInvariant().TrimEnd('S') switch
        {
            "YEAR" => value,
            "MONTH" => value / 12,
            "WEEK" => value / 52.18m,
            "DAY" => value / 365.25m,
            _ => null,
        };
    }
}
