using System.Globalization;
using System.Xml.Linq;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>A participant's data as they stand, without what was struck out; each form with the audit record of its last change.</summary>
internal static class OdmSnapshot
{
    private static readonly XNamespace Odm = OdmNames.Odm;

    public static XElement Of(ParticipantRecords participant)
    {
        var (site, design) = (participant.File.Site.Code, participant.File.Protocol.Design);
        var last = participant.Trail.GroupBy(entry => entry.Subject, StringComparer.Ordinal).ToDictionary(changes => changes.Key, changes => changes.Last(), StringComparer.Ordinal);
        var visits = participant.File.Entries.Where(entry => entry.Counts).GroupBy(entry => (entry.Visit, entry.VisitCount));
        return new XElement(
            Odm + "SubjectData",
            new XAttribute("SubjectKey", participant.File.Participant.Code),
            new XElement(Odm + "SiteRef", new XAttribute("LocationOID", OdmNames.LocationOid(site))),
            visits.OrderBy(visit => visit.Key.Visit, StringComparer.Ordinal).ThenBy(visit => visit.Key.VisitCount).Select(visit => new XElement(
                Odm + "StudyEventData",
                EventKey(design, visit.Key.Visit, visit.Key.VisitCount),
                visit.Select(entry => FormData(
                    entry.Form,
                    design.Form(entry.Form) is { IsLog: true } ? entry.Number : null,
                    last.GetValueOrDefault($"form/{entry.Id}"),
                    site,
                    InOrder(design.Form(entry.Form), entry.Values()))))),
            OdmSteps.Of(participant).ToList() is { Count: > 0 } steps
                ? new XElement(Odm + "StudyEventData", new XAttribute("StudyEventOID", OdmSteps.EventOid), steps.Select(step => FormData(step.Form, step.Number, step.Entry, site, step.Answers)))
                : null);
    }

    /// <summary>What tells one time of a visit from another.</summary>
    public static IEnumerable<XAttribute> EventKey(StudyDesign design, string visit, long count)
    {
        yield return new XAttribute("StudyEventOID", OdmNames.EventOid(visit));
        if (count > 1 || design.Visits.Any(one => string.Equals(one.Code, visit, StringComparison.Ordinal) && OdmWriter.Repeats(one)))
            yield return new XAttribute("StudyEventRepeatKey", count.ToString(CultureInfo.InvariantCulture));
    }

    private static XElement FormData(string form, long? repeat, AuditEntry? entry, string site, IEnumerable<KeyValuePair<string, string>> answers) => new(
        Odm + "FormData",
        new XAttribute("FormOID", OdmNames.FormOid(form)),
        repeat is { } number ? new XAttribute("FormRepeatKey", number) : null,
        entry is null ? null : OdmAdminData.Record(entry, site),
        new XElement(
            Odm + "ItemGroupData",
            new XAttribute("ItemGroupOID", OdmNames.GroupOid(form)),
            repeat is { } again ? new XAttribute("ItemGroupRepeatKey", again) : null,
            answers.Select(answer => new XElement(Odm + "ItemData", new XAttribute("ItemOID", OdmNames.ItemOid(form, answer.Key)), new XAttribute("Value", OdmText.Of(answer.Value))))));

    private static IEnumerable<KeyValuePair<string, string>> InOrder(Equipoise.Protocols.Forms.Form? form, IReadOnlyDictionary<string, string> answers) =>
        form is null ? answers : form.Fields.Where(field => answers.ContainsKey(field.Code)).Select(field => KeyValuePair.Create(field.Code, answers[field.Code]));
}
