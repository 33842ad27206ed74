using Equipoise.Conduct.Exchange.Datasets;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>The domains, tests and units of SDTM that are known here (SDTMIG 3.4 and CDISC's controlled terminology, facts from both).</summary>
internal static class SdtmTables
{
    private static readonly string[] Keys = ["STUDYID", "USUBJID", "VISITNUM"];

    private static readonly Dictionary<string, SdtmTest> Tests = Lines("tests.tsv").ToDictionary(
        cells => cells[0], cells => new SdtmTest(cells[1], cells[2], cells[3], cells[4], cells[5]), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Units = Lines("units.tsv").ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    /// <summary>The domains, in the order of the issue that asked for them.</summary>
    public static IReadOnlyList<Dataset> Domains { get; } =
    [
        .. Lines("variables.tsv").GroupBy(cells => (Name: cells[0], Label: cells[1])).Select(domain => new Dataset(
            domain.Key.Name, domain.Key.Label, [.. domain.Select(cells => new DatasetColumn(cells[2], cells[3], cells[4], KeyOf(domain.Key.Name, cells[2])))])),
    ];

    /// <summary>The test by which a variable of the criteria language is reported; null where it has none here.</summary>
    public static SdtmTest? Test(string variable) => Tests.GetValueOrDefault(variable);

    /// <summary>A UCUM unit as CDISC submits it; null for none.</summary>
    public static string? Unit(string? ucum) => ucum is null or "1" || ucum.StartsWith('{') ? null : Units.GetValueOrDefault(ucum, ucum);

    private static int? KeyOf(string domain, string variable) => variable switch
    {
        "STUDYID" => 1,
        "USUBJID" => 2,
        "VISITNUM" when domain is "SV" => 3,
        "IDVARVAL" when domain.StartsWith("SUPP", StringComparison.Ordinal) => 3,
        "QNAM" => 4,
        _ when string.Equals(variable, $"{domain}SEQ", StringComparison.Ordinal) => Keys.Length,
        _ => null,
    };

    /// <summary>The rows of one of the tables, without its head.</summary>
    internal static IEnumerable<string[]> Lines(string name)
    {
        using var reader = new StreamReader(typeof(SdtmTables).Assembly.GetManifestResourceStream($"sdtm/{name}")!);
        reader.ReadLine();
        var lines = new List<string[]>();
        while (reader.ReadLine() is { } line)
            lines.Add(line.Split('\t'));
        return lines;
    }
}
