using System.Globalization;

namespace Equipoise.Eligibility.Terminology;

/// <summary>All variables, from <c>variables.tsv</c>.</summary>
public static class Variables
{
    private static readonly Dictionary<string, Variable> ById = TerminologyTable.Read("variables.tsv").Select(Read).ToDictionary(variable => variable.Id, StringComparer.Ordinal);

    private static readonly Dictionary<string, Variable> ByLoinc = ById.Values
        .SelectMany(variable => variable.Loinc.Select(code => (code, variable)))
        .ToDictionary(pair => pair.code, pair => pair.variable, StringComparer.Ordinal);

    /// <summary>Every variable, in the order of the table.</summary>
    public static IReadOnlyCollection<Variable> All => ById.Values;

    /// <summary>The variable of an id; null where there is none.</summary>
    public static Variable? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The variable that an observation of this LOINC code holds; null where none does.</summary>
    public static Variable? FindLoinc(string code) => ByLoinc.GetValueOrDefault(code);

    private static Variable Read(string[] row) => new(
        row[0],
        row[1],
        row[2].Length == 0 ? null : row[2],
        decimal.Parse(row[3], CultureInfo.InvariantCulture),
        decimal.Parse(row[4], CultureInfo.InvariantCulture),
        row[5].Length == 0 ? null : decimal.Parse(row[5], CultureInfo.InvariantCulture),
        row[6].Length == 0 ? 6 : int.Parse(row[6], CultureInfo.InvariantCulture),
        row[7].Split(' ', StringSplitOptions.RemoveEmptyEntries),
        TerminologyTable.List(row[8]));
}
