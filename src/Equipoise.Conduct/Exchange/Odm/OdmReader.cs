using System.Xml;
using System.Xml.Linq;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>Reads study metadata from ODM 1.3 files, and counts their data.</summary>
public static class OdmReader
{
    private const long LargestFile = 256L * 1024 * 1024;
    private const string English = "en";

    private const int Deepest = 60;
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestFile };

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, which can be read twice; no document type is accepted, and nothing outside it is fetched.</param>
    /// <exception cref="ExchangeException">It is not XML, or not ODM 1.3, or a reference leads nowhere.</exception>
    public static OdmStudy Read(Stream file)
    {
        try
        {
            RefuseDeep(file);
            using var reader = XmlReader.Create(file, Safe);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            if (root.Name != OdmNames.Odm + "ODM")
                throw new ExchangeException($"The file's outermost element is {root.Name.LocalName}, not ODM of {OdmNames.Odm}.");
            return Read(root);
        }
        catch (XmlException failure)
        {
            throw new ExchangeException($"Line {Math.Max(1, failure.LineNumber)}: this is not XML that is read here: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    // What the parser says of elements left open names every one of them.
    private static void RefuseDeep(Stream file)
    {
        using var reader = XmlReader.Create(file, Safe);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
                throw new ExchangeException($"Line {((IXmlLineInfo)reader).LineNumber}: elements lie more than {Deepest} deep in each other, which no ODM file needs.");
        }

        file.Position = 0;
    }

    private static OdmStudy Read(XElement root)
    {
        var study = root.Element(OdmNames.Odm + "Study");
        var version = study?.Element(OdmNames.Odm + "MetaDataVersion");
        var groups = Elements(version, "ItemGroupDef").ToDictionary(group => Attribute(group, "OID"), group => References(group, "ItemRef", "ItemOID"), StringComparer.Ordinal);
        var units = Elements(study?.Element(OdmNames.Odm + "BasicDefinitions"), "MeasurementUnit").ToDictionary(unit => Attribute(unit, "OID"), unit => Attribute(unit, "Name"), StringComparer.Ordinal);
        var read = new OdmStudy(
            study?.Element(OdmNames.Odm + "GlobalVariables")?.Element(OdmNames.Odm + "StudyName")?.Value.Trim() ?? "",
            (string?)version?.Attribute("Name") ?? "",
            [.. Elements(version, "StudyEventDef").Select(one => new OdmEvent(Attribute(one, "OID"), Attribute(one, "Name"), IsYes(one), Attribute(one, "Type"), References(one, "FormRef", "FormOID")))],
            [.. Elements(version, "FormDef").Select(form => new OdmForm(Attribute(form, "OID"), Attribute(form, "Name"), IsYes(form), [.. References(form, "ItemGroupRef", "ItemGroupOID").SelectMany(group => Known(form, groups, group))]))],
            [.. Elements(version, "ItemDef").Select(item => ReadItem(item, units))],
            [.. Elements(version, "CodeList").Select(ReadCodeList)],
            root.Descendants(OdmNames.Odm + "SubjectData").Select(subject => Attribute(subject, "SubjectKey")).Distinct(StringComparer.Ordinal).Count(),
            root.Descendants().Count(element => element.Name.Namespace == OdmNames.Odm && element.Name.LocalName.StartsWith("ItemData", StringComparison.Ordinal)));
        RefuseLooseEnds(version, read);
        return read;
    }

    private static OdmItem ReadItem(XElement item, Dictionary<string, string> units) => new(
        Attribute(item, "OID"),
        Attribute(item, "Name"),
        Attribute(item, "DataType"),
        Words(item.Element(OdmNames.Odm + "Question")),
        item.Element(OdmNames.Odm + "MeasurementUnitRef") is { } unit ? Known(item, units, Attribute(unit, "MeasurementUnitOID")) : null,
        item.Element(OdmNames.Odm + "CodeListRef") is { } list ? Attribute(list, "CodeListOID") : null,
        [.. Elements(item, "RangeCheck").Select(check => $"{Attribute(check, "Comparator")} {string.Join(' ', Elements(check, "CheckValue").Select(value => value.Value.Trim()))} {Attribute(check, "SoftHard")}")]);

    private static OdmCodeList ReadCodeList(XElement list) => new(
        Attribute(list, "OID"),
        Attribute(list, "Name"),
        [
            .. list.Elements().Where(item => item.Name == OdmNames.Odm + "CodeListItem" || item.Name == OdmNames.Odm + "EnumeratedItem")
                .Select(item => KeyValuePair.Create(Attribute(item, "CodedValue"), Words(item.Element(OdmNames.Odm + "Decode")))),
        ]);

    private static void RefuseLooseEnds(XElement? version, OdmStudy study)
    {
        var (forms, items, lists) = (Set(study.Forms.Select(form => form.Oid)), Set(study.Items.Select(item => item.Oid)), Set(study.CodeLists.Select(list => list.Oid)));
        var loose = study.Events.SelectMany(one => one.Forms).Where(form => !forms.Contains(form))
            .Concat(study.Forms.SelectMany(form => form.Items).Where(item => !items.Contains(item)))
            .Concat(study.Items.Select(item => item.CodeList).OfType<string>().Where(list => !lists.Contains(list))).FirstOrDefault();
        if (loose is not null)
            throw new ExchangeException($"{Place(version!)}The file refers to '{loose}', which it does not define.");
    }

    private static HashSet<string> Set(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<XElement> Elements(XElement? parent, string name) => parent?.Elements(OdmNames.Odm + name) ?? [];

    private static List<string> References(XElement parent, string name, string attribute) => [.. Elements(parent, name).Select(reference => Attribute(reference, attribute))];

    private static bool IsYes(XElement element) => string.Equals(Attribute(element, "Repeating"), "Yes", StringComparison.Ordinal);

    // The words in English where the file has them, else the first.
    private static string Words(XElement? parent)
    {
        var texts = Elements(parent, "TranslatedText").ToList();
        return (texts.Find(text => ((string?)text.Attribute(OdmNames.Language))?.StartsWith(English, StringComparison.OrdinalIgnoreCase) == true) ?? texts.FirstOrDefault())?.Value.Trim() ?? "";
    }

    private static string Attribute(XElement element, string name) =>
        (string?)element.Attribute(name) ?? throw new ExchangeException($"{Place(element)}{element.Name.LocalName} has no {name}.");

    private static T Known<T>(XElement element, Dictionary<string, T> known, string oid) =>
        known.TryGetValue(oid, out var value) ? value : throw new ExchangeException($"{Place(element)}The file refers to '{oid}', which it does not define.");

    private static string Place(XElement element) => element is IXmlLineInfo line && line.HasLineInfo() ? $"Line {line.LineNumber}: " : "";
}
