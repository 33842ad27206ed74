using System.Globalization;
using Equipoise.Statistics;
using Equipoise.Statistics.Design;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Analysis.Simulation;

/// <summary>The keys of one mapping of a scenario, each asked for by name; what nobody asked for is refused.</summary>
internal sealed class ScenarioFields
{
    private readonly YamlMappingNode mapping;
    private readonly string what;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public ScenarioFields(YamlNode node, string what)
    {
        mapping = node as YamlMappingNode ?? throw ScenarioException.At(node.Start.Line, $"The {what} is written as keys and values.");
        this.what = what;
    }

    public long Line => mapping.Start.Line;

    /// <summary>The keys in their order.</summary>
    public IEnumerable<string> Keys => mapping.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>The line of a key, or of the mapping where it has none such.</summary>
    public long LineOf(string key) => mapping.Children.Keys.FirstOrDefault(node => node is YamlScalarNode { Value: { } name } && string.Equals(name, key, StringComparison.Ordinal))?.Start.Line ?? Line;

    public YamlNode? Optional(string key)
    {
        asked.Add(key);
        return mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    public YamlNode Node(string key) => Optional(key) ?? throw ScenarioException.At(Line, $"This {what} has no '{key}'.");

    public string? Text(string key) => Optional(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => throw ScenarioException.At(other.Start.Line, $"'{key}' is a text."),
    };

    public double? Number(string key) => Optional(key) is { } node ? Number(node, key) : null;

    public int? Whole(string key) => Number(key) is not { } number ? null
        : number == Math.Floor(number) && Math.Abs(number) <= 1e9 ? (int)number
        : throw ScenarioException.At(LineOf(key), $"'{key}' is {number.ToString("R", CultureInfo.InvariantCulture)}: write a whole number.");

    public bool Flag(string key, bool otherwise) => Text(key) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        _ => throw ScenarioException.At(LineOf(key), $"'{key}' is true or false."),
    };

    public IReadOnlyList<YamlNode>? List(string key) => Optional(key) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children],
        var other => throw ScenarioException.At(other.Start.Line, $"'{key}' is a list."),
    };

    public double[]? Numbers(string key) => List(key) is { } list ? [.. list.Select(node => Number(node, key))] : null;

    public string[]? Texts(string key) => List(key) is { } list
        ? [.. list.Select(node => node is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw ScenarioException.At(node.Start.Line, $"'{key}' is a list of names."))]
        : null;

    /// <summary>A rate: a number, or numbers by when each begins.</summary>
    public PiecewiseRate? Rate(string key)
    {
        var node = Optional(key);
        try
        {
            return node switch
            {
                null => null,
                YamlMappingNode pieces => new PiecewiseRate([.. pieces.Children.Keys.Select(begin => Number(begin, key))], [.. pieces.Children.Values.Select(rate => Number(rate, key))]),
                _ => PiecewiseRate.Constant(Number(node, key)),
            };
        }
        catch (StatisticsException wrong)
        {
            throw ScenarioException.At(node!.Start.Line, $"'{key}': {wrong.Message}");
        }
    }

    public void RefuseOthers()
    {
        foreach (var key in mapping.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !asked.Contains(name))
                throw ScenarioException.At(key.Start.Line, $"The {what} has no '{(key as YamlScalarNode)?.Value ?? "such key"}'; it may have {string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
        }
    }

    private static double Number(YamlNode node, string key) =>
        node is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw ScenarioException.At(node.Start.Line, $"'{key}' is {(node is YamlScalarNode scalar ? $"'{scalar.Value}'" : "no number")}: write a number with a decimal point.");
}
