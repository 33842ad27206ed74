using System.Collections.Frozen;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>From the wordings of the older XML to the enum values of the newer form: those of the schema, and such that were
/// used before them, kept as data in <c>legacy-labels.tsv</c>.</summary>
internal static class LegacyLabels
{
    private static readonly FrozenDictionary<(string Type, string Label), string> Values = Read();

    /// <summary>The value of a wording, whatever its case; null for one that the type does not have.</summary>
    public static string? Find(string type, string label) => Values.GetValueOrDefault((type, label.Trim().ToUpperInvariant()));

    /// <summary>The older wording of a value.</summary>
    public static string Of(string type, string value) =>
        RecordSchema.Enums[type].First(known => string.Equals(known.Value, value, StringComparison.Ordinal)).Legacy;

    private static FrozenDictionary<(string Type, string Label), string> Read()
    {
        var values = new Dictionary<(string, string), string>();
        foreach (var (type, known) in RecordSchema.Enums.SelectMany(type => type.Value.Select(known => (type.Key, known))))
        {
            values[(type, known.Legacy.ToUpperInvariant())] = known.Value;
            values.TryAdd((type, known.Value.ToUpperInvariant()), known.Value);
        }

        using var stream = typeof(LegacyLabels).Assembly.GetManifestResourceStream("import/legacy-labels.tsv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine()?.Split('\t') is [var type, var label, var value])
            values[(type, label.ToUpperInvariant())] = value;
        return values.ToFrozenDictionary();
    }
}
