using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Safety;

/// <summary>One serious adverse event as a file, with what the CIOMS form I asks and a study knows (CIOMS I, 1990; ICH E2A, annex). Its form,
/// <c>equipoise/serious-adverse-event/1</c>, is our own and is described in the guide; it is no ICH E2B(R3) message. Codes of MedDRA are left
/// empty: a user who has the dictionary fills them in.</summary>
public static class SeriousEventFile
{
    private const string Format = "equipoise/serious-adverse-event/1";
    private static readonly XNamespace Name = "urn:equipoise:serious-adverse-event:1";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON, UTF-8.</summary>
    public static byte[] Json(SeriousEvent serious) => Encoding.UTF8.GetBytes(Content(serious).ToJsonString(Readable));

    /// <summary>As XML, UTF-8: an element for each member, an <c>item</c> for each element of a list.</summary>
    public static byte[] Xml(SeriousEvent serious)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
            new XDocument(Element("seriousAdverseEvent", Content(serious))).Save(writer);
        return stream.ToArray();
    }

    /// <summary>What both say.</summary>
    internal static JsonObject Content(SeriousEvent serious)
    {
        var (assessed, happened) = (serious.Participant, serious.Event);
        return new JsonObject
        {
            ["format"] = Format,
            ["study"] = assessed.Participant.Study,
            ["protocolVersion"] = assessed.Participant.ProtocolVersion,
            ["reportType"] = serious.Reports.Count > 1 ? "follow-up" : "initial",
            ["site"] = new JsonObject { ["code"] = assessed.Site.Code, ["name"] = assessed.Site.Name, ["country"] = assessed.Site.Country, ["timeZone"] = assessed.Site.TimeZone },
            ["participant"] = new JsonObject { ["code"] = assessed.Participant.Code, ["born"] = Born(assessed), ["sex"] = assessed.Sex, ["randomizedOn"] = Day(assessed.RandomizedOn), ["diedOn"] = Day(assessed.DiedOn) },
            ["event"] = new JsonObject
            {
                ["entry"] = happened.Entry,
                ["entryVersion"] = happened.Version,
                ["term"] = happened.Term,
                ["medDRA"] = new JsonObject { ["version"] = "", ["lowestLevelTermCode"] = "", ["preferredTermCode"] = "" },
                ["grading"] = assessed.Design.Safety.Grading,
                ["grade"] = happened.Grade,
                ["began"] = Day(happened.Start),
                ["ended"] = Day(happened.End),
                ["serious"] = happened.IsSerious,
                ["struckOut"] = happened.IsStruck,
                ["seriousBecause"] = happened.Seriousness,
                ["siteKnewAt"] = happened.Aware is { } aware ? Moment(SiteClock.At(aware, assessed.Site.TimeZone)) : null,
                ["reportDueAt"] = serious.Clock is { } clock ? Moment(clock.Due) : null,
                ["outcome"] = happened.Outcome,
                ["actionWithTreatment"] = happened.Action,
                ["treatmentEmergent"] = happened.IsTreatmentEmergent,
            },
            ["suspectTreatments"] = new JsonArray([.. Suspects(assessed, happened)]),
            ["firstDose"] = Day(assessed.FirstDose),
            ["lastDose"] = Day(assessed.LastDose),
            ["otherTreatments"] = Logged(assessed, FactKind.Therapy),
            ["history"] = Logged(assessed, FactKind.Condition),
            ["reports"] = new JsonArray([.. serious.Reports.Select(report => new JsonObject
            {
                ["number"] = report.Number,
                ["sentAt"] = Moment(SiteClock.Shown(Moments.Read(report.ReportedAt), assessed.Site.TimeZone)),
                ["sentTo"] = report.ReportedTo,
                ["entryVersion"] = report.EntryVersion,
                ["note"] = report.Note,
                ["recordedBy"] = report.RecordedBy,
                ["content"] = JsonNode.Parse(report.Content),
            })]),
        };
    }

    private static IEnumerable<JsonNode> Suspects(AssessedParticipant assessed, AdverseEvent happened) =>
        from treatment in assessed.Arm?.Treatments ?? []
        let causality = happened.Causality.FirstOrDefault(one => string.Equals(one.Treatment, treatment.Code, StringComparison.Ordinal))
        select new JsonObject
        {
            ["code"] = treatment.Code, ["name"] = treatment.Name, ["dose"] = treatment.Dose.ToString(), ["route"] = treatment.Route,
            ["causality"] = causality?.Answer ?? "", ["related"] = causality?.IsRelated,
        };

    // Logs of what else was given and what else the participant had, as far as they were filled in.
    private static JsonArray Logged(AssessedParticipant assessed, FactKind kind) => new(
    [
        .. assessed.Forms.Where(filled => filled.Form.Event is { } logged && logged.Kind == kind && filled.Text(logged.Any) is "Y")
            .Select(filled => (JsonNode)new JsonObject
            {
                ["entry"] = filled.Entry.Id, ["what"] = filled.Words(filled.Form.Event!.What), ["from"] = filled.Text(filled.Form.Event.Start), ["to"] = filled.Text(filled.Form.Event.End),
                ["ongoing"] = filled.Text(filled.Form.Event.Ongoing) switch { "Y" => true, "N" => false, _ => null },
            }),
    ]);

    private static string? Born(AssessedParticipant assessed) =>
        assessed.Forms.SelectMany(filled => filled.Form.Fields.Where(field => field.Fact?.Kind == FactKind.Birth).Select(field => filled.Text(field.Code))).LastOrDefault(answer => answer is not null);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static XElement Element(string name, JsonNode? node) => node switch
    {
        JsonObject members => new XElement(Name + name, members.Select(member => Element(member.Key, member.Value))),
        JsonArray items => new XElement(Name + name, items.Select(item => Element("item", item))),
        null => new XElement(Name + name),
        _ => new XElement(Name + name, Text(node.AsValue())),
    };

    // Signs that XML cannot hold would make the file unreadable; forms refuse them, older data may not have.
    private static string Text(JsonValue value) => string.Concat((value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()).Where(XmlConvert.IsXmlChar));
}
