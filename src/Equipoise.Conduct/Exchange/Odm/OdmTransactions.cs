using System.Text.Json;
using System.Xml.Linq;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>Every change of a participant's data, in the order of the trail, a <c>SubjectData</c> for each: a form entered is inserted, a correction
/// updates, inserts or removes items, a struck entry is removed (ODM 1.3.2, section 2.9).</summary>
internal static class OdmTransactions
{
    private static readonly XNamespace Odm = OdmNames.Odm;

    public static IEnumerable<XElement> Of(ParticipantRecords participant)
    {
        var entries = participant.File.Entries.ToDictionary(entry => $"form/{entry.Id}", StringComparer.Ordinal);
        var steps = OdmSteps.Of(participant).Where(step => step.Entry is not null).ToDictionary(step => step.Entry!.Number);
        foreach (var change in participant.Trail)
        {
            if (change.Action is "participant.screen")
                yield return Subject(participant, "Insert", [OdmAdminData.Record(change, participant.File.Site.Code), SiteRef(participant)]);
            else if (steps.TryGetValue(change.Number, out var step))
                yield return Subject(participant, "Context", [Step(participant, step)]);
            else if (change.Action is "form.enter" or "form.correct" or "form.strike" && entries.TryGetValue(change.Subject, out var entry))
                yield return Subject(participant, "Context", [Event(participant, change, entry)]);
        }
    }

    private static XElement Subject(ParticipantRecords participant, string type, IEnumerable<XElement> content) =>
        new(Odm + "SubjectData", new XAttribute("SubjectKey", participant.File.Participant.Code), Type(type), content);

    private static XElement SiteRef(ParticipantRecords participant) => new(Odm + "SiteRef", new XAttribute("LocationOID", OdmNames.LocationOid(participant.File.Site.Code)));

    private static XElement Event(ParticipantRecords participant, AuditEntry change, FormEntry entry)
    {
        var site = participant.File.Site.Code;
        var number = participant.File.Protocol.Design.Form(entry.Form) is { IsLog: true } ? entry.Number : (long?)null;
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(change.Changes, JsonSerializerOptions.Web) ?? [];
        // The first entry at a visit brings the visit about; whether another came before it makes no difference to the reader.
        return new XElement(
            Odm + "StudyEventData",
            OdmSnapshot.EventKey(participant.File.Protocol.Design, entry.Visit, entry.VisitCount),
            Type(change.Action is "form.enter" ? "Upsert" : "Context"),
            change.Action switch
            {
                "form.enter" => Form(entry.Form, number, "Insert", OdmAdminData.Record(change, site), changes.Where(one => one.New is not null).Select(one => Item(entry.Form, one, record: null))),
                "form.strike" => Form(entry.Form, number, "Remove", OdmAdminData.Record(change, site), []),
                _ => Form(entry.Form, number, "Context", record: null, changes.Select(one => Item(entry.Form, one, OdmAdminData.Record(change, site)))),
            });
    }

    private static XElement Step(ParticipantRecords participant, OdmStep step) => new(
        Odm + "StudyEventData",
        new XAttribute("StudyEventOID", OdmSteps.EventOid),
        Type("Upsert"),
        Form(
            step.Form, step.Number, "Insert", OdmAdminData.Record(step.Entry!, participant.File.Site.Code),
            // A withdrawal is a step of its own, and comes later.
            step.Answers.Where(answer => answer.Key is not OdmSteps.Withdrawn).Select(answer => Item(step.Form, new AuditChange(answer.Key, Old: null, answer.Value), record: null))));

    private static XElement Form(string form, long? number, string type, XElement? record, IEnumerable<XElement> items)
    {
        var all = items.ToList();
        return new XElement(
            Odm + "FormData",
            new XAttribute("FormOID", OdmNames.FormOid(form)),
            number is { } repeat ? new XAttribute("FormRepeatKey", repeat) : null,
            Type(type),
            record,
            all.Count == 0 ? null : new XElement(
                Odm + "ItemGroupData",
                new XAttribute("ItemGroupOID", OdmNames.GroupOid(form)),
                number is { } again ? new XAttribute("ItemGroupRepeatKey", again) : null,
                Type(type),
                all));
    }

    private static XElement Item(string form, AuditChange change, XElement? record) => new(
        Odm + "ItemData",
        new XAttribute("ItemOID", OdmNames.ItemOid(form, change.Field)),
        Type(change.Old is null ? "Insert" : change.New is null ? "Remove" : "Update"),
        change.New is null ? null : new XAttribute("Value", OdmText.Of(change.New)),
        record);

    private static XAttribute Type(string type) => new("TransactionType", type);
}
