namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>Countries as SDTM codes them: ISO 3166-1 with three letters.</summary>
internal static class Countries
{
    private static readonly Dictionary<string, string> ByName = SdtmTables.Lines("countries.tsv").SelectMany(cells => cells.Select(name => (name, cells[0])))
        .DistinctBy(pair => pair.name, StringComparer.OrdinalIgnoreCase).ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The code of a country by its English name or another code of it; what is not known stays as it was written.</summary>
    public static string Code(string country) => ByName.GetValueOrDefault(country.Trim(), country);
}
