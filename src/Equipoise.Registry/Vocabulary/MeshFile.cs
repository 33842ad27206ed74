using System.IO.Compression;
using System.Xml;

namespace Equipoise.Registry.Vocabulary;

/// <summary>Reads the descriptors of the Medical Subject Headings: the XML that the US National Library of Medicine publishes
/// (<c>desc2026.xml</c>, also as <c>.gz</c>), or a table with the columns <c>descriptor</c>, <c>name</c> and <c>entry_terms</c>
/// between tabs, the entry terms between bars.</summary>
public static class MeshFile
{
    private const int MostTerms = 200;

    /// <summary>The descriptors of a file, one at a time.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IEnumerable<Concept> Read(string path)
    {
        using var file = File.OpenRead(path);
        var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream plain = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var text = new StreamReader(plain);
        foreach (var concept in text.Peek() is '<' ? ReadXml(text) : ReadTable(text))
            yield return concept;
    }

    private static IEnumerable<Concept> ReadTable(StreamReader text)
    {
        var header = (text.ReadLine() ?? "").Split('\t');
        var (id, name, terms) = (Array.IndexOf(header, "descriptor"), Array.IndexOf(header, "name"), Array.IndexOf(header, "entry_terms"));
        if (id < 0 || name < 0 || terms < 0)
            throw new FormatException("The vocabulary is neither MeSH descriptor XML nor a table whose first line names the columns descriptor, name and entry_terms.");
        while (text.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (cells.Length > Math.Max(id, Math.Max(name, terms)) && cells[name].Length > 0)
                yield return new Concept(cells[id], cells[name], [.. cells[terms].Split('|', StringSplitOptions.RemoveEmptyEntries).Take(MostTerms)]);
        }
    }

    private static IEnumerable<Concept> ReadXml(StreamReader text)
    {
        // The published files begin with a document type that is not needed to read them.
        using var xml = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 0 });
        while (Next(xml))
        {
            using var descriptor = xml.ReadSubtree();
            if (ReadDescriptor(descriptor) is { } concept)
                yield return concept;
        }
    }

    private static bool Next(XmlReader xml)
    {
        try
        {
            return xml.ReadToFollowing("DescriptorRecord");
        }
        catch (XmlException failure)
        {
            throw new FormatException($"The vocabulary is no readable XML: line {failure.LineNumber}, column {failure.LinePosition}.", failure);
        }
    }

    private static Concept? ReadDescriptor(XmlReader descriptor)
    {
        var (id, name, terms, within) = ("", "", new List<string>(), "");
        try
        {
            // Reading an element's content moves on to what follows it, which must not be passed over.
            while (!descriptor.EOF)
            {
                var element = descriptor.NodeType == XmlNodeType.Element ? descriptor.Name : "";
                if (element is "DescriptorUI" && id.Length == 0)
                    id = descriptor.ReadElementContentAsString();
                else if (element is "String" && within is "DescriptorName" && name.Length == 0)
                    name = descriptor.ReadElementContentAsString();
                else if (element is "String" && within is "Term" && terms.Count < MostTerms)
                    terms.Add(descriptor.ReadElementContentAsString());
                else
                {
                    if (element is "DescriptorName" or "Term" or "ConceptName" or "QualifierName")
                        within = element;
                    descriptor.Read();
                }
            }
        }
        catch (XmlException failure)
        {
            throw new FormatException($"The vocabulary is no readable XML: line {failure.LineNumber}, column {failure.LinePosition}.", failure);
        }

        return name.Length > 0 ? new Concept(id, name, terms) : null;
    }
}
