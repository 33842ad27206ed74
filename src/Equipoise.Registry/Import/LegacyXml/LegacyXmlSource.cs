using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>The records of one stream of the older XML.</summary>
internal sealed class LegacyXmlSource(string source, ReadLimits limits, ReadMeter meter, UnmappedElements unmapped)
{
    public IEnumerable<ImportItem> Read(Stream stream)
    {
        _ = (stream, limits, meter, unmapped);
        yield return ImportItem.Rejected(source, default, "The older XML is not read yet.");
    }
}
