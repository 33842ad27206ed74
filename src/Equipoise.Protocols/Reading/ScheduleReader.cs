using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Scheduling;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads visits and when they are.</summary>
internal static class ScheduleReader
{
    public static List<Visit> Read(YamlFields root, List<Form> forms) =>
        root.EachCoded("visits", "visit", 1, fields => ReadVisit(fields, forms), visit => visit.Code);

    /// <summary>A window: one length for both sides, or keys for each.</summary>
    public static DayWindow ReadWindow(YamlFields fields)
    {
        if (fields.Optional("window") is not YamlMappingNode node)
            return fields.Optional("window") is null ? default : new DayWindow(fields.Days("window"), fields.Days("window"));
        var window = new YamlFields(node, "window");
        var read = new DayWindow(window.Days("before"), window.Days("after"));
        window.RefuseOthers();
        return read;
    }

    private static Visit ReadVisit(YamlFields fields, List<Form> forms)
    {
        var asked = fields.Texts("forms");
        if (asked.Find(code => !forms.Exists(form => string.Equals(form.Code, code, StringComparison.Ordinal))) is { } stranger)
            throw fields.Bad("forms", $"There is no form '{stranger}'.");
        var kind = fields.Choice("kind", ("screening", VisitKind.Screening), ("treatment", VisitKind.Treatment), ("assessment", VisitKind.Assessment), ("followUp", VisitKind.FollowUp), ("unscheduled", VisitKind.Unscheduled));
        var when = fields.Part("when", "timing", ReadTiming);
        if (when is null && kind != VisitKind.Unscheduled)
            throw ProtocolException.At(fields.Line, "This visit has no 'when'; only an unscheduled one may lack it.");
        return new Visit(fields.Code("code"), fields.Text("name"), kind, when, asked);
    }

    private static Timing ReadTiming(YamlFields fields)
    {
        var repeats = fields.Each("repeat", "rhythm", part => new Recurrence(part.Days("every", least: 1), part.Optional("until") is null ? null : part.Days("until")));
        if (repeats.FindIndex(repeat => repeat.UntilDay is null) is >= 0 and var open && open < repeats.Count - 1)
            throw fields.Bad("repeat", "A rhythm without 'until' goes on for good, so no other can follow it.");
        ScheduleEnd? until = fields.Optional("until") is null ? null : fields.Choice("until", ("endOfTreatment", ScheduleEnd.EndOfTreatment), ("progression", ScheduleEnd.Progression), ("death", ScheduleEnd.Death));
        if (repeats is [.., { UntilDay: null }] && until is null)
            throw ProtocolException.At(fields.Line, "This timing repeats without end: say 'until' endOfTreatment, progression or death, or give the rhythm an 'until'.");
        var day = fields.Number("day");
        if (day != decimal.Truncate(day) || Math.Abs(day) > 10_000)
            throw fields.Bad("day", "'day' is a whole number of days from the anchor, negative before it.");
        return new Timing(
            fields.Choice("anchor", ("randomization", TimeAnchor.Randomization), ("firstDose", TimeAnchor.FirstDose), ("lastDose", TimeAnchor.LastDose), ("endOfTreatment", TimeAnchor.EndOfTreatment)),
            (int)day,
            ReadWindow(fields),
            repeats,
            until);
    }
}
