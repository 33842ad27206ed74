using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>The value of an observation, however it is written.</summary>
internal static partial class ObservationValue
{
    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789.");

    // SNOMED CT and LOINC answers for ECOG 0 to 5.
    private static readonly Dictionary<string, decimal> EcogGrades = new(StringComparer.Ordinal)
    {
        ["425389002"] = 0, ["422512005"] = 1, ["422894000"] = 2, ["423053003"] = 3, ["423237006"] = 4, ["423409001"] = 5,
        ["LA9622-7"] = 0, ["LA9623-5"] = 1, ["LA9624-3"] = 2, ["LA9625-0"] = 3, ["LA9626-8"] = 4, ["LA9627-6"] = 5,
    };

    // A dipstick: SNOMED CT "present ++ out of ++++", and the LOINC answers of the same.
    private static readonly Dictionary<string, decimal> DipstickGrades = new(StringComparer.Ordinal)
    {
        ["260385009"] = 0, ["2667000"] = 0, ["260415000"] = 0, ["LA6577-6"] = 0, ["260405006"] = 0.5m, ["LA11832-5"] = 0.5m,
        ["260347006"] = 1, ["260348001"] = 2, ["260349009"] = 3, ["260350009"] = 4, ["LA11841-6"] = 1, ["LA11842-4"] = 2, ["LA11843-2"] = 3, ["LA11844-0"] = 4,
    };

    /// <summary>The value as facts without date, source and range of normal: one, or for a range its two bounds; empty where there is none that
    /// can be read.</summary>
    public static IReadOnlyList<ValueFact> Read(JsonElement resource, string variable)
    {
        if (Json.Find(resource, "valueRange") is { } range)
            return [.. new[] { BoundOf(range, "low", Comparison.AtLeast, variable), BoundOf(range, "high", Comparison.AtMost, variable) }.OfType<ValueFact>()];
        return ReadOne(resource, variable) is { } value ? [value] : [];
    }

    private static ValueFact? BoundOf(JsonElement range, string name, Comparison bound, string variable) =>
        Json.Number(range, name, "value") is { } value ? new ValueFact(variable, value, UnitOf(Json.Find(range, name)!.Value, variable), null, "", bound) : null;

    // "150 mg in 1 g"
    private static ValueFact? Ratio(JsonElement ratio, string variable)
    {
        if (Json.Number(ratio, "numerator", "value") is not { } above || Json.Number(ratio, "denominator", "value") is not { } below || below <= 0 || Json.Find(ratio, "numerator", "comparator") is not null || Json.Find(ratio, "denominator", "comparator") is not null)
            return null;
        var (unit, per) = (UnitOf(Json.Find(ratio, "numerator")!.Value, variable), UnitOf(Json.Find(ratio, "denominator")!.Value, variable));
        return new ValueFact(variable, above / below, per is "" or "1" ? unit : string.Equals(unit, per, StringComparison.Ordinal) ? "1" : $"{(unit.Length == 0 ? "1" : unit)}/{per}", null, "");
    }

    private static ValueFact? ReadOne(JsonElement resource, string variable)
    {
        if (Json.Find(resource, "valueRatio") is { } ratio)
            return Ratio(ratio, variable);
        if (Json.Number(resource, "valueQuantity", "value") is { } quantity)
        {
            var unit = UnitOf(Json.Find(resource, "valueQuantity")!.Value, variable);
            var comparator = Json.Text(resource, "valueQuantity", "comparator");
            // A sign that is not known may mean anything.
            if (comparator is not null && ComparisonSigns.FromSign(comparator) is null)
                return null;
            // The combined positive score is no share of anything; some write it with a percent sign all the same.
            return new ValueFact(variable, quantity, variable is "pdl1.cps" && unit is "%" ? "1" : unit, null, "", comparator is null ? null : ComparisonSigns.FromSign(comparator));
        }

        if (Json.Number(resource, "valueInteger") is { } integer)
            return new ValueFact(variable, integer, "1", null, "");
        var coded = Json.Find(resource, "valueCodeableConcept");
        if (variable is "ecog" && Json.Codes(coded).Select(code => code.Code).FirstOrDefault(code => code is not null && EcogGrades.ContainsKey(code)) is { } grade)
            return new ValueFact(variable, EcogGrades[grade], "1", null, "");
        if (variable is "urineProtein" && Json.Codes(coded).Select(code => code.Code).FirstOrDefault(code => code is not null && DipstickGrades.ContainsKey(code)) is { } pluses)
            return new ValueFact(variable, DipstickGrades[pluses], "{dipstick}", null, "");
        foreach (var text in Json.Names(coded).Append(Json.Text(resource, "valueString") ?? ""))
        {
            if (FromText(variable, text) is { } value)
                return value;
        }

        return null;
    }

    /// <summary>What stands where an observation's value should, as it is written; null where there is nothing.</summary>
    public static string? Written(JsonElement resource)
    {
        foreach (var member in resource.EnumerateObject())
        {
            if (member.Name.StartsWith("value", StringComparison.Ordinal) && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                return Json.Text(resource, member.Name) ?? Json.Names(member.Value).FirstOrDefault(name => name.Length > 0) ?? member.Value.GetRawText();
        }

        return null;
    }

    /// <summary>Whether a finding is there: from a boolean, or an answer such as positive, detected, absent; null for another.</summary>
    public static bool? IsPositive(JsonElement resource)
    {
        if (Json.Find(resource, "valueBoolean") is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag)
            return flag.GetBoolean();
        var answer = Json.Find(resource, "valueCodeableConcept");
        foreach (var (_, code) in Json.Codes(answer))
        {
            // SNOMED CT positive, present, detected; negative, absent, not detected; the LOINC answers of the same.
            if (code is "10828004" or "52101004" or "260373001" or "LA6576-8" or "LA9633-4" or "LA11882-0" or "POS")
                return true;
            if (code is "260385009" or "2667000" or "260415000" or "LA6577-6" or "LA9634-2" or "LA11883-8" or "NEG")
                return false;
        }

        foreach (var name in Json.Names(answer).Append(Json.Text(resource, "valueString") ?? ""))
        {
            if (name.StartsWith("Negative", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Not detected", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Absent", StringComparison.OrdinalIgnoreCase))
                return false;
            if (name.StartsWith("Positive", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Detected", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Present", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return null;
    }

    /// <summary>The grade of a dipstick, as it is written: "2+", "++", "negative", "trace"; null for another text.</summary>
    public static decimal? Dipstick(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.StartsWith("neg", StringComparison.OrdinalIgnoreCase))
            return 0;
        if (trimmed.StartsWith("trace", StringComparison.OrdinalIgnoreCase))
            return 0.5m;
        var pluses = trimmed.Count('+');
        if (trimmed.Length > 0 && trimmed.Length == pluses)
            return pluses;
        return pluses == 1 && trimmed.Length == 2 && char.IsAsciiDigit(trimmed[0]) ? trimmed[0] - '0' : null;
    }

    private static ValueFact? FromText(string variable, string text)
    {
        var trimmed = text.AsSpan().Trim();
        // "ECOG 1", "grade 1"; of "0-1", nobody knows which.
        if (variable is "ecog" or "karnofsky" or "lansky")
            return Grades().Matches(text) is [{ Value: var grade }] ? new ValueFact(variable, decimal.Parse(grade, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), "1", null, "") : null;
        if (variable is "urineProtein" && Dipstick(text) is { } pluses)
            return new ValueFact(variable, pluses, "{dipstick}", null, "");
        var sign = trimmed.StartsWith("<=") || trimmed.StartsWith(">=") ? 2 : trimmed.StartsWith('<') || trimmed.StartsWith('>') ? 1 : 0;
        var bound = ComparisonSigns.FromSign(trimmed[..sign].ToString());
        trimmed = trimmed[sign..].TrimStart();
        var end = trimmed.IndexOfAnyExcept(Digits);
        var digits = end < 0 ? trimmed : trimmed[..end];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var rest = end < 0 ? "" : trimmed[end..].Trim().ToString();
        return new ValueFact(variable, number, WrittenUnit.Read(rest, variable), null, "", bound);
    }

    /// <summary>The unit of a Quantity of a variable in UCUM where it is one; empty where there is none.</summary>
    public static string UnitOf(JsonElement quantity, string variable)
    {
        var code = Json.Text(quantity, "code");
        if (code is not null && (Json.Text(quantity, "system") is null or "http://unitsofmeasure.org") && (UcumUnit.TryParse(code, out _) || code.StartsWith('{')))
            return code is "{INR}" or "{ratio}" ? "1" : WrittenUnit.Read(code, variable);
        var unit = Json.Text(quantity, "unit") ?? code ?? "";
        return WrittenUnit.Read(unit, variable);
    }

    [GeneratedRegex(@"\d{1,3}(?:\.\d{1,3})?", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Grades();
}
