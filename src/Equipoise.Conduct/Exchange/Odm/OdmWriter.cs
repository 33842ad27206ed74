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
        if (protocol.Design is null)
            throw new ExchangeException($"The protocol of {protocol.Study} has criteria alone: there are no forms to write.");
        return new XDocument(new XElement(Odm + "ODM", RootAttributes("Snapshot", $"{protocol.Study}.metadata", created), Study([protocol])));
    }

    /// <summary>What the outermost element says of a file.</summary>
    internal static XAttribute[] RootAttributes(string fileType, string fileOid, DateTimeOffset created) =>
    [
        new("FileType", fileType),
        new("FileOID", fileOid),
        new("CreationDateTime", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        new("ODMVersion", "1.3.2"),
        new("SourceSystem", "Equipoise"),
    ];

    /// <summary>A study with a metadata version for each version of its protocol, the oldest first.</summary>
    internal static XElement Study(IReadOnlyList<Protocol> versions)
    {
        var (study, design) = (versions[^1].Study, versions[^1].Design!);
        var units = versions.SelectMany(version => version.Design!.Forms).SelectMany(form => form.Fields).Select(field => field.Unit).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new XElement(
            Odm + "Study",
            new XAttribute("OID", study),
            new XElement(Odm + "GlobalVariables", new XElement(Odm + "StudyName", design.Title), new XElement(Odm + "StudyDescription", $"{design.Title} ({study})"), new XElement(Odm + "ProtocolName", study)),
            units.Count == 0 ? null : new XElement(Odm + "BasicDefinitions", units.Select(unit => new XElement(Odm + "MeasurementUnit", new XAttribute("OID", UnitOid(unit)), new XAttribute("Name", unit), new XElement(Odm + "Symbol", Words(unit))))),
            versions.Select(Version));
    }

    private static XElement Version(Protocol protocol)
    {
        var design = protocol.Design!;
        var logs = design.Forms.Where(form => form.IsLog).Select(form => form.Code).ToList();
        List<Form> forms = [.. design.Forms, .. OdmSteps.Forms];
        return new XElement(
            Odm + "MetaDataVersion",
            new XAttribute("OID", OdmNames.VersionOid(protocol.Version!.Number)),
            new XAttribute("Name", $"Protocol version {protocol.Version.Number}"),
            new XElement(Odm + "Protocol", design.Visits.Select(visit => OdmNames.EventOid(visit.Code)).Append(OdmSteps.EventOid).Select((oid, place) => new XElement(Odm + "StudyEventRef", new XAttribute("StudyEventOID", oid), new XAttribute("OrderNumber", place + 1), new XAttribute("Mandatory", "No")))),
            design.Visits.Select(visit => Event(visit, logs)),
            Event(OdmSteps.EventOid, "Steps of the study", repeats: false, "Common", OdmSteps.Forms.Select(form => (form.Code, IsMandatory: false))),
            forms.Select(form => new XElement(Odm + "FormDef", new XAttribute("OID", OdmNames.FormOid(form.Code)), new XAttribute("Name", form.Title), Repeating(form.IsLog), new XElement(Odm + "ItemGroupRef", new XAttribute("ItemGroupOID", OdmNames.GroupOid(form.Code)), new XAttribute("Mandatory", "Yes")))),
            forms.Select(Group),
            forms.SelectMany(form => form.Fields.Select(field => Item(form, field))),
            forms.SelectMany(form => form.Fields.Where(field => Codes(field).Any()).Select(field => CodeList(form, field))));
    }

    // Entries of a log are written at whatever visit they come up.
    private static XElement Event(Visit visit, List<string> logs) => Event(
        OdmNames.EventOid(visit.Code),
        visit.Name.Replace("{n}", "n", StringComparison.Ordinal),
        Repeats(visit),
        visit.When is null ? "Unscheduled" : "Scheduled",
        visit.Forms.Select(form => (form, IsMandatory: true)).Concat(logs.Except(visit.Forms, StringComparer.Ordinal).Select(log => (log, IsMandatory: false))));

    /// <summary>Whether a visit may come about more than once.</summary>
    internal static bool Repeats(Visit visit) => visit.When is null or { Repeats.Count: > 0 };

    private static XElement Event(string oid, string name, bool repeats, string type, IEnumerable<(string Form, bool IsMandatory)> forms) => new(
        Odm + "StudyEventDef",
        new XAttribute("OID", oid),
        new XAttribute("Name", name),
        Repeating(repeats),
        new XAttribute("Type", type),
        forms.Select(form => new XElement(Odm + "FormRef", new XAttribute("FormOID", OdmNames.FormOid(form.Form)), new XAttribute("Mandatory", form.IsMandatory ? "Yes" : "No"))));

    private static XElement Group(Form form) => new(
        Odm + "ItemGroupDef",
        new XAttribute("OID", OdmNames.GroupOid(form.Code)),
        new XAttribute("Name", form.Title),
        Repeating(form.IsLog),
        form.Domain is { } domain ? new XAttribute("Domain", domain) : null,
        form.Fields.Select((field, place) => new XElement(Odm + "ItemRef", new XAttribute("ItemOID", OdmNames.ItemOid(form.Code, field.Code)), new XAttribute("OrderNumber", place + 1), new XAttribute("Mandatory", field.IsRequired ? "Yes" : "No"))));

    private static XElement Item(Form form, FormField field) => new(
        Odm + "ItemDef",
        new XAttribute("OID", OdmNames.ItemOid(form.Code, field.Code)),
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

    private static string ListOid(Form form, FormField field) => $"CL.{form.Code}.{field.Code}";

    private static string UnitOid(string unit) => $"MU.{unit}";
}
