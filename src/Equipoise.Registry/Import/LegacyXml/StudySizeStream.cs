using System.Xml;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>A stream of XML of which no study may be larger than a record may be, and no tag nearly as large.</summary>
internal sealed class StudySizeStream(Stream inner, int limit, ReadMeter meter) : ForwardStream
{
    // The reader compares the attributes of one tag with each other; the registry's tags have one or two.
    private const int LargestNode = 512 * 1024;
    private long sinceStart;
    private long sinceNode;
    private bool isWithinNode;

    /// <summary>Says that a study starts.</summary>
    public void Restart() => sinceStart = 0;

    /// <summary>Moves a reader of this stream to its next node. Of a text it asks for the first part alone, of a tag for all.</summary>
    public bool MoveOn(XmlReader reader)
    {
        (sinceNode, isWithinNode) = (0, true);
        try
        {
            return reader.Read();
        }
        finally
        {
            isWithinNode = false;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        sinceStart += count;
        sinceNode += count;
        meter.Buffered(sinceStart);
        if (isWithinNode && sinceNode > LargestNode)
            throw new SourceProblemException("The XML holds a tag or comment larger than 512 KB; no study does, and what follows was not read.", default);
        return sinceStart <= limit
            ? count
            : throw new SourceProblemException($"The XML holds an element larger than {limit / 1024 / 1024} MB; no study is, and what follows was not read.", default);
    }
}
