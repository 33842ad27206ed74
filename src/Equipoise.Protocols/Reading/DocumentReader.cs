using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads a text as one YAML mapping, within bounds that no text can break out of: its size, how deep it nests, and no
/// references, by which a small text stands for an endless one.</summary>
internal static class DocumentReader
{
    private const int LargestFile = 4 * 1024 * 1024;
    private const int DeepestNesting = 60;

    public static YamlMappingNode Read(string yaml)
    {
        if (yaml.Length > LargestFile)
            throw ProtocolException.At(1, "The file is larger than 4 MB.");
        try
        {
            RefuseDepthAndReferences(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : throw ProtocolException.At(1, "A protocol is one YAML document of keys and values.");
        }
        catch (YamlException error)
        {
            throw ProtocolException.At(error.Start.Line, $"This is not YAML: {error.Message.ReplaceLineEndings(" ")}");
        }
        catch (InvalidOperationException)
        {
            // So the scanner complains of some texts that break off within brackets.
            throw ProtocolException.At(1, "This is not YAML: a bracket or quote that is opened is never closed.");
        }
    }

    private static void RefuseDepthAndReferences(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        for (var depth = 0; parser.MoveNext();)
        {
            if (parser.Current is AnchorAlias)
                throw ProtocolException.At(parser.Current.Start.Line, "References (*name) are not read: write the value out.");
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting)
                throw ProtocolException.At(parser.Current.Start.Line, $"The file nests deeper than {DeepestNesting} levels.");
        }
    }
}
