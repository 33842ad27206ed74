using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Protocols.Reading;

/// <summary>Finds for each value of a file where it comes from: the tag <c>!record</c>, <c>!protocol</c> or <c>!assumed</c> on it, or
/// the nearest on what it lies in.</summary>
internal static class OriginReader
{
    private static readonly string[] Unmarked = ["study", "criteria"];

    public static List<ProtocolValue> Read(YamlMappingNode root)
    {
        var values = new List<ProtocolValue>();
        foreach (var (key, node) in root.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            // The id names the study, and an unmarked criterion is the record's.
            Walk(node, name, Unmarked.Contains(name, StringComparer.Ordinal) ? Origin.Record : null, null, values);
        }

        return values;
    }

    private static void Walk(YamlNode node, string path, Origin? above, string? note, List<ProtocolValue> values)
    {
        var origin = Tag(node) ?? above;
        switch (node)
        {
            case YamlMappingNode mapping:
                note = mapping.Children.TryGetValue(new YamlScalarNode(YamlFields.Note), out var words) ? (words as YamlScalarNode)?.Value : note;
                foreach (var (key, child) in mapping.Children)
                {
                    if (key is YamlScalarNode { Value: { } name and not YamlFields.Note })
                        Walk(child, $"{path}.{name}", origin, note, values);
                }

                break;
            case YamlSequenceNode sequence:
                var place = 0;
                foreach (var child in sequence)
                    Walk(child, $"{path}.{NameOf(child, ++place)}", origin, note, values);
                break;
            case YamlScalarNode scalar:
                values.Add(new ProtocolValue(path, scalar.Value ?? "", origin ?? throw ProtocolException.At(node.Start.Line, $"'{path}' does not say where it comes from: put !record, !protocol or !assumed before it, or before what it is part of."), node.Start.Line, note));
                break;
        }
    }

    private static string NameOf(YamlNode item, int place) =>
        item is YamlMappingNode mapping
        && (mapping.Children.TryGetValue(new YamlScalarNode("code"), out var name) || mapping.Children.TryGetValue(new YamlScalarNode("id"), out name))
        && name is YamlScalarNode { Value: { } text }
            ? text
            : place.ToString(CultureInfo.InvariantCulture);

    private static Origin? Tag(YamlNode node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific)
            return null;
        return node.Tag.Value switch
        {
            "!record" => Origin.Record,
            "!protocol" => Origin.Protocol,
            "!assumed" => Origin.Assumption,
            var other => throw ProtocolException.At(node.Start.Line, $"There is no mark '{other}'; the marks are !record, !protocol and !assumed."),
        };
    }
}
