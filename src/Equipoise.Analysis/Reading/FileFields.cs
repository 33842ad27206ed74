using System.Globalization;
using Equipoise.Statistics;
using Equipoise.Statistics.Design;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Analysis.Reading;

/// <summary>The keys of one mapping of a file, each asked for by name; what nobody asked for is refused.</summary>
internal sealed class FileFields
{
    private const int LargestFile = 1024 * 1024;
    private const int DeepestNesting = 60;

    private readonly YamlMappingNode mapping;
    private readonly string what;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public FileFields(YamlNode node, string what)
    {
        mapping = node as YamlMappingNode ?? throw FileException.At(node.Start.Line, $"The {what} is written as keys and values.");
        this.what = what;
    }

    /// <summary>The keys of a whole file.</summary>
    /// <exception cref="FileException">It is not one YAML document of keys and values.</exception>
    public static FileFields Load(string yaml, string what)
    {
        if (yaml.Length > LargestFile)
            throw FileException.At(1, "The file is larger than 1 MB.");
        try
        {
            RefuseDepthAndReferences(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? new FileFields(root, what) : throw FileException.At(1, $"A {what} is one YAML document of keys and values.");
        }
        catch (YamlException error)
        {
            throw FileException.At(error.Start.Line, $"This is not YAML: {error.Message.ReplaceLineEndings(" ")}");
        }
        catch (InvalidOperationException)
        {
            // The library loses its place in a list or mapping that runs on into the next key.
            throw FileException.At(UnclosedLine(yaml), "This is not YAML: a bracket or brace is not closed.");
        }
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

    public YamlNode Node(string key) => Optional(key) ?? throw FileException.At(Line, $"This {what} has no '{key}'.");

    public string? Text(string key) => Optional(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => throw FileException.At(other.Start.Line, $"'{key}' is a text."),
    };

    public double? Number(string key) => Optional(key) is { } node ? Number(node, key) : null;

    public int? Whole(string key) => Number(key) is not { } number ? null
        : number == Math.Floor(number) && Math.Abs(number) <= 1e9 ? (int)number
        : throw FileException.At(LineOf(key), $"'{key}' is {number.ToString("R", CultureInfo.InvariantCulture)}: write a whole number.");

    public bool Flag(string key, bool otherwise) => Text(key) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        _ => throw FileException.At(LineOf(key), $"'{key}' is true or false."),
    };

    public IReadOnlyList<YamlNode>? List(string key) => Optional(key) switch
    {
        null => null,
        YamlSequenceNode list => [.. list.Children],
        var other => throw FileException.At(other.Start.Line, $"'{key}' is a list."),
    };

    public double[]? Numbers(string key) => List(key) is { } list ? [.. list.Select(node => Number(node, key))] : null;

    public string[]? Texts(string key) => List(key) is { } list
        ? [.. list.Select(node => node is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw FileException.At(node.Start.Line, $"'{key}' is a list of names."))]
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
            throw FileException.At(node!.Start.Line, $"'{key}': {wrong.Message}");
        }
    }

    public void RefuseOthers()
    {
        foreach (var key in mapping.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !asked.Contains(name))
                throw FileException.At(key.Start.Line, $"The {what} has no '{(key as YamlScalarNode)?.Value ?? "such key"}'; it may have {string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
        }
    }

    // The library descends by recursion, which deep files would take beyond the stack, and follows references, by which a small file stands for an endless one.
    private static void RefuseDepthAndReferences(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        for (var depth = 0; parser.MoveNext();)
        {
            if (parser.Current is AnchorAlias)
                throw FileException.At(parser.Current.Start.Line, "References (*name) are not read: write the value out.");
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting)
                throw FileException.At(parser.Current.Start.Line, $"The file nests deeper than {DeepestNesting} levels.");
        }
    }

    private static double Number(YamlNode node, string key) =>
        node is YamlScalarNode { Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw FileException.At(node.Start.Line, $"'{key}' is {(node is YamlScalarNode scalar ? $"'{scalar.Value}'" : "no number")}: write a number with a decimal point.");

    // The first line with more brackets opened than closed, comments aside.
    private static int UnclosedLine(string yaml)
    {
        var lines = yaml.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Split('#')[0];
            if (line.Count(letter => letter is '[' or '{') > line.Count(letter => letter is ']' or '}'))
                return at + 1;
        }

        return 1;
    }
}
