using System.Globalization;
using System.Xml.Linq;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>Writes the metadata of a study as ODM 1.3.2 (CDISC 2013, section 3.1): events, forms, items, code lists, units. The order of
/// elements is that of the standard's schema.</summary>
public static class OdmWriter
{
    private static readonly XNamespace Odm = OdmNames.Odm;

    /// <summary>Writes a protocol.</summary>
    /// <param name="protocol">A protocol with a design.</param>
    /// <param name="created">The time to write into the file.</param>
    /// <exception cref="ExchangeException">It has criteria alone.</exception>
    public static XDocument Write(Protocol protocol, DateTimeOffset created)
    {
        var design = protocol.Design ?? throw new ExchangeException($"The protocol of {protocol.Study} has criteria alone: there are no forms to write.");
        var units = design.Forms.SelectMany(form => form.Fields).Select(field => field.Unit).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new XDocument(new XElement(
            Odm + "ODM",
            new XAttribute("FileType", "Snapshot"),
            new XAttribute("FileOID", $"{protocol.Study}.metadata"),
            new XAttribute("CreationDateTime", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            new XAttribute("ODMVersion", "1.3.2"),
            new XAttribute("SourceSystem", "Equipoise"),
            new XElement(
                Odm + "Study",
                new XAttribute("OID", protocol.Study),
                new XElement(Odm + "GlobalVariables", new XElement(Odm + "StudyName", design.Title), new XElement(Odm + "StudyDescription", $"{design.Title} ({protocol.Study})"), new XElement(Odm + "ProtocolName", protocol.Study)),
                units.Count == 0 ? null : new XElement(Odm + "BasicDefinitions", units.Select(unit => new XElement(Odm + "MeasurementUnit", new XAttribute("OID", UnitOid(unit)), new XAttribute("Name", unit), new XElement(Odm + "Symbol", Words(unit))))),
                Version(protocol, design))));
    }

    private static XElement Version(Protocol protocol, StudyDesign design) => new(
        Odm + "MetaDataVersion",
        new XAttribute("OID", $"MDV.{protocol.Version!.Number}"),
        new XAttribute("Name", $"Protocol version {protocol.Version.Number}"),
        new XElement(Odm + "Protocol", design.Visits.Select((visit, place) => new XElement(Odm + "StudyEventRef", new XAttribute("StudyEventOID", $"SE.{visit.Code}"), new XAttribute("OrderNumber", place + 1), new XAttribute("Mandatory", "No")))),
        design.Visits.Select(Event),
        design.Forms.Select(form => new XElement(Odm + "FormDef", new XAttribute("OID", FormOid(form)), new XAttribute("Name", form.Title), Repeating(form.IsLog), new XElement(Odm + "ItemGroupRef", new XAttribute("ItemGroupOID", GroupOid(form)), new XAttribute("Mandatory", "Yes")))),
        design.Forms.Select(Group),
        design.Forms.SelectMany(form => form.Fields.Select(field => Item(form, field))),
        design.Forms.SelectMany(form => form.Fields.Where(field => Codes(field).Any()).Select(field => CodeList(form, field))));

    private static XElement Event(Visit visit) => new(
        Odm + "StudyEventDef",
        new XAttribute("OID", $"SE.{visit.Code}"),
        new XAttribute("Name", visit.Name.Replace("{n}", "n", StringComparison.Ordinal)),
        Repeating(visit.When is null or { Repeats.Count: > 0 }),
        new XAttribute("Type", visit.When is null ? "Unscheduled" : "Scheduled"),
        visit.Forms.Select(form => new XElement(Odm + "FormRef", new XAttribute("FormOID", $"F.{form}"), new XAttribute("Mandatory", "Yes"))));

    private static XElement Group(Form form) => new(
        Odm + "ItemGroupDef",
        new XAttribute("OID", GroupOid(form)),
        new XAttribute("Name", form.Title),
        Repeating(form.IsLog),
        form.Domain is { } domain ? new XAttribute("Domain", domain) : null,
        form.Fields.Select((field, place) => new XElement(Odm + "ItemRef", new XAttribute("ItemOID", ItemOid(form, field)), new XAttribute("OrderNumber", place + 1), new XAttribute("Mandatory", field.IsRequired ? "Yes" : "No"))));

    private static XElement Item(Form form, FormField field) => new(
        Odm + "ItemDef",
        new XAttribute("OID", ItemOid(form, field)),
        new XAttribute("Name", field.Code),
        new XAttribute("DataType", DataType(field.Type)),
        new XElement(Odm + "Question", Words(field.Label)),
        field.Unit is { } unit ? new XElement(Odm + "MeasurementUnitRef", new XAttribute("MeasurementUnitOID", UnitOid(unit))) : null,
        Checks(field.Allowed, "Hard"),
        Checks(field.Expected, "Soft"),
        Codes(field).Any() ? new XElement(Odm + "CodeListRef", new XAttribute("CodeListOID", ListOid(form, field))) : null);

    private static IEnumerable<XElement> Checks(NumberRange? range, string weight)
    {
        foreach (var (comparator, bound) in new[] { ("GE", range?.From), ("LE", range?.To) })
        {
            if (bound is { } value)
                yield return new XElement(Odm + "RangeCheck", new XAttribute("Comparator", comparator), new XAttribute("SoftHard", weight), new XElement(Odm + "CheckValue", value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static XElement CodeList(Form form, FormField field) => new(
        Odm + "CodeList",
        new XAttribute("OID", ListOid(form, field)),
        new XAttribute("Name", field.Label),
        new XAttribute("DataType", "text"),
        Codes(field).Select(code => new XElement(Odm + "CodeListItem", new XAttribute("CodedValue", code.Key), new XElement(Odm + "Decode", Words(code.Value)))));

    private static IEnumerable<KeyValuePair<string, string>> Codes(FormField field) =>
        field.Type == FieldType.YesNo ? [KeyValuePair.Create("Y", "Yes"), KeyValuePair.Create("N", "No")] : field.Codes.Select(code => KeyValuePair.Create(code.Code, code.Label));

    private static string DataType(FieldType type) => type switch
    {
        FieldType.WholeNumber => "integer",
        FieldType.Number => "float",
        FieldType.Date => "date",
        FieldType.PartialDate => "partialDate",
        FieldType.DateTime => "partialDatetime",
        _ => "text",
    };

    private static XElement Words(string text) => new(Odm + "TranslatedText", new XAttribute(OdmNames.Language, "en"), text);

    private static XAttribute Repeating(bool repeats) => new("Repeating", repeats ? "Yes" : "No");

    private static string FormOid(Form form) => $"F.{form.Code}";

    private static string GroupOid(Form form) => $"IG.{form.Code}";

    private static string ItemOid(Form form, FormField field) => $"I.{form.Code}.{field.Code}";

    private static string ListOid(Form form, FormField field) => $"CL.{form.Code}.{field.Code}";

    private static string UnitOid(string unit) => $"MU.{unit}";
}
