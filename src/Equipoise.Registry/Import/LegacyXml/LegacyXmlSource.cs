using System.Xml;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>The records of one stream of the older XML: one <c>clinical_study</c>, or several within another element.</summary>
/// <remarks>No document type, and so no entity, is accepted; one study is in memory at a time and bounded in size and
/// depth.</remarks>
internal sealed class LegacyXmlSource(string source, ReadLimits limits, ReadMeter meter, UnmappedElements unmapped)
{
    private const string Study = "clinical_study";

    public IEnumerable<ImportItem> Read(Stream stream)
    {
        var records = new RecordReader(source, limits);
        var guarded = new StudySizeStream(stream, limits.RecordBytes, meter);
        using var reader = XmlReader.Create(guarded, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        long element = 0;
        while (MoveToStudy(reader, guarded))
        {
            guarded.Restart();
            var study = Guarded(reader, () => LegacyElement.Read(reader, () => guarded.MoveOn(reader)));
            var item = Map(study, records, new SourcePosition(SourceUnit.Element, ++element));
            if (item.Rejection is null)
                study.Report(unmapped);
            yield return item with { Form = StudyForm.Mapped };
        }

        if (element == 0)
            yield return ImportItem.Rejected(source, default, "The XML holds no clinical_study.");
    }

    private static ImportItem Map(LegacyElement study, RecordReader records, SourcePosition position)
    {
        try
        {
            return records.Read(LegacyStudy.Map(study), position, offset: 0);
        }
        catch (FormatException error)
        {
            return records.Refuse(position, error.Message, IdentificationMapping.IdOf(study));
        }
    }

    private static bool MoveToStudy(XmlReader reader, StudySizeStream bytes) => Guarded(reader, () =>
    {
        while (bytes.MoveOn(reader))
        {
            if (reader.NodeType == XmlNodeType.Element && string.Equals(reader.LocalName, Study, StringComparison.Ordinal))
                return true;
            if (reader.Depth > ReadLimits.Depth)
                throw new SourceProblemException(RecordReader.TooDeep, default);
        }

        return false;
    });

    private static T Guarded<T>(XmlReader reader, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException error)
        {
            var line = Math.Max(1, error.LineNumber);
            var position = new SourcePosition(SourceUnit.Line, line);
            // The reader tells its prohibition from other errors by its words alone; at a document type no node was read.
            throw new SourceProblemException(
                error.Message.Contains("DTD", StringComparison.Ordinal) && reader.Depth == 0
                    ? $"The XML declares a document type in line {line}, which no record of the registry does; it was not read."
                    : $"The text is not well-formed XML at line {line}, character {Math.Max(1, error.LinePosition)}; what follows was not read.",
                position);
        }
    }
}
