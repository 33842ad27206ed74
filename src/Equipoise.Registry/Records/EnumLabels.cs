using System.Collections.Frozen;

namespace Equipoise.Registry.Records;

/// <summary>The words that people read for the registry's enum values, kept as data in <c>enum-labels.tsv</c>.</summary>
public static class EnumLabels
{
    private static readonly FrozenDictionary<(string Type, string Value), string> Labels = Read();

    /// <summary>The label of a value of an enum type of the API, such as <c>PHASE3</c> of <c>Phase</c>; a value that the
    /// table does not know is shown as it stands.</summary>
    public static string Of(string type, string value) => Labels.GetValueOrDefault((type, value), value);

    private static FrozenDictionary<(string Type, string Value), string> Read()
    {
        using var stream = typeof(EnumLabels).Assembly.GetManifestResourceStream("Equipoise.Registry.Records.enum-labels.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(cells => (cells[0], cells[1]), cells => cells[2]);
    }
}
