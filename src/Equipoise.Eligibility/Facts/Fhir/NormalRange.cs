using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>The range of normal that an observation brings for this patient. Where several could be meant, it brings none.</summary>
internal static partial class NormalRange
{
    /// <summary>The value with the limits of normal that apply to the patient; without limits where none surely does.</summary>
    /// <param name="observation">The observation, or a component of one.</param>
    /// <param name="value">Its value.</param>
    /// <param name="sex"><c>male</c>, <c>female</c> or null.</param>
    /// <param name="age">The patient's age in full years on the day of the observation; null where unknown.</param>
    public static ValueFact Apply(JsonElement observation, ValueFact value, string? sex, int? age)
    {
        var limits = new HashSet<(decimal? Low, decimal? High)>();
        foreach (var range in Json.List(observation, "referenceRange"))
        {
            if (Json.Codes(Json.Find(range, "type")) is { Count: > 0 } types && !types.Exists(type => type.Code is "normal"))
                continue;
            if (IsFor(range, sex, age))
                limits.Add(Limits(range, value));
        }

        if (limits.Count != 1)
            return value;
        var (low, high) = limits.Single();
        return value with { Low = low, High = high };
    }

    private static bool IsFor(JsonElement range, string? sex, int? age)
    {
        foreach (var group in Json.List(range, "appliesTo"))
        {
            // Of other groups, such as the pregnant, nobody says whether the patient is one.
            if (SexOf(group) is not { } its || !string.Equals(its, sex, StringComparison.Ordinal))
                return false;
        }

        if (Json.Find(range, "age") is not { } ages)
            return true;
        return age is { } years && (Bound(ages, "low") is not { } low || years >= low) && (Bound(ages, "high") is not { } high || years <= high);
    }

    // SNOMED CT 248153007 male, 248152002 female.
    private static string? SexOf(JsonElement group)
    {
        var codes = Json.Codes(group).Select(code => code.Code).Concat(Json.Names(group)).Where(text => text is not null).Select(text => text!.ToUpperInvariant()).ToList();
        if (codes.Exists(code => code is "248152002" or "FEMALE" or "F" or "WOMEN"))
            return "female";
        return codes.Exists(code => code is "248153007" or "MALE" or "M" or "MEN") ? "male" : null;
    }

    private static decimal? Bound(JsonElement ages, string name) =>
        Json.Number(ages, name, "value") is { } value ? UnitConversion.Convert(value, ObservationValue.UnitOf(Json.Find(ages, name)!.Value, "age") is { Length: > 0 } unit ? unit : "a", "a", molarMass: null, out _) : null;

    private static (decimal? Low, decimal? High) Limits(JsonElement range, ValueFact value)
    {
        var limits = (Limit(range, "low", value), Limit(range, "high", value));
        if (Json.Find(range, "low") is not null || Json.Find(range, "high") is not null || Json.Text(range, "text") is not { Length: < 60 } text || Written().Match(text) is not { Success: true } match)
            return limits;
        var named = match.Groups["unit"].Value;
        return named.Length == 0 || string.Equals(WrittenUnit.Read(named, value.Variable), value.Unit, StringComparison.OrdinalIgnoreCase) ? (Number(match.Groups["low"]), Number(match.Groups["high"])) : limits;
    }

    private static decimal? Limit(JsonElement range, string name, ValueFact value)
    {
        if (Json.Number(range, name, "value") is not { } limit)
            return null;
        var own = ObservationValue.UnitOf(Json.Find(range, name)!.Value, value.Variable);
        return own.Length == 0 ? limit : UnitConversion.Convert(limit, own, value.Unit, molarMass: null, out _);
    }

    private static decimal? Number(Group group) => group.Success ? decimal.Parse(group.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    // "10 - 40", "0.2–1.2 mg/dL", "<= 40"
    [GeneratedRegex(@"^\s*(?:(?<low>\d{1,9}(?:\.\d{1,6})?)\s*[-\u2013]|<=?|\u2264)\s*(?<high>\d{1,9}(?:\.\d{1,6})?)\s*(?<unit>\S*)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Written();
}
