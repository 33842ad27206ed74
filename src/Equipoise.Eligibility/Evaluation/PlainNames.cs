using System.Text.RegularExpressions;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Names of measured things as people say them, in place of those by which criteria are kept: <c>creatinineClearance</c> is
/// creatinine clearance, <c>ast</c> is AST.</summary>
public static partial class PlainNames
{
    // An alias that asks for its capitals begins with a sign for that.
    private static readonly Dictionary<string, string> ById = Variables.All
        .Where(variable => variable.Id.Any(letter => letter == '.' || char.IsUpper(letter)))
        .ToDictionary(variable => variable.Id, variable => variable.Aliases[0].TrimStart('='), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Abbreviated = new(StringComparer.Ordinal)
    {
        ["ast"] = "AST", ["alt"] = "ALT", ["alp"] = "ALP", ["inr"] = "INR", ["aptt"] = "aPTT", ["ldh"] = "LDH", ["egfr"] = "eGFR", ["hba1c"] = "HbA1c", ["lvef"] = "LVEF",
        ["qtcf"] = "QTcF", ["qtc"] = "QTc", ["bmi"] = "BMI", ["bsa"] = "BSA", ["ecog"] = "ECOG", ["psa"] = "PSA", ["tsh"] = "TSH", ["cd4"] = "CD4", ["spo2"] = "SpO2", ["fev1"] = "FEV1",
        ["pd-l1"] = "PD-L1", ["cps"] = "CPS", ["tps"] = "TPS", ["hcv"] = "HCV", ["hbv"] = "HBV", ["hiv"] = "HIV", ["dna"] = "DNA", ["rna"] = "RNA",
    };

    /// <summary>A sentence with plain names, and units as people write them, in it.</summary>
    public static string In(string sentence) =>
        Abbreviation().Replace(
            KeptName().Replace(UnitWords.In(sentence), match => ById.GetValueOrDefault(match.Value) ?? (match.Value.Contains('.', StringComparison.Ordinal) ? match.Value : Apart(match.Value))),
            match => Abbreviated[match.Value]);

    private static string Apart(string name) => Capital().Replace(name, match => $" {match.Value.ToLowerInvariant()}");

    // Units have capitals too.
    [GeneratedRegex(@"(?<![\w.])(?!(?:mmHg|kPa|mEq|mOsm)\b)[a-z]+[a-z0-9]*(?:[A-Z][a-z0-9]+|\.[a-z][a-zA-Z0-9]*)+(?!\w)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex KeptName();

    [GeneratedRegex("[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Capital();

    [GeneratedRegex(@"(?<![\w.-])(?:ast|alt|alp|inr|aptt|ldh|egfr|hba1c|lvef|qtcf?|bmi|bsa|ecog|psa|tsh|cd4|spo2|fev1|pd-l1|cps|tps|hcv|hbv|hiv|dna|rna)(?![\w-])", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Abbreviation();
}
