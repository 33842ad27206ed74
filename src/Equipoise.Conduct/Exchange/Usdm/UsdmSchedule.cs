using System.Text.Json.Nodes;
using Equipoise.Protocols;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>The schedule of a study: an encounter for each visit, an activity for each form, and the main timeline that joins them. A
/// visit that repeats stands at its first time; its label says how it goes on.</summary>
internal sealed record UsdmSchedule(List<JsonObject> Encounters, List<JsonObject> Activities, JsonObject Timeline)
{
    public static UsdmSchedule Of(UsdmObjects make, StudyDesign design, List<JsonObject> epochs)
    {
        var planned = design.Visits.Where(visit => visit.When is not null).ToList();
        var activities = UsdmObjects.Chain([.. design.Forms.Select(form => make.New(
            "Activity", ("name", form.Code), ("label", form.Title), ("description", ""), ("previousId", null), ("nextId", null), ("childIds", new JsonArray()), ("definedProcedures", new JsonArray()), ("biomedicalConceptIds", new JsonArray()),
            ("bcCategoryIds", new JsonArray()), ("bcSurrogateIds", new JsonArray()), ("timelineId", null), ("notes", new JsonArray())))]);
        var byForm = design.Forms.Zip(activities).ToDictionary(pair => pair.First.Code, pair => UsdmObjects.Id(pair.Second), StringComparer.Ordinal);
        var encounters = UsdmObjects.Chain([.. planned.Select(visit => make.New(
            "Encounter", ("name", visit.Code), ("label", Label(visit)), ("description", Label(visit)), ("type", make.Code("C25716", "Visit")), ("previousId", null), ("nextId", null), ("scheduledAtId", null),
            ("environmentalSettings", new JsonArray(make.Code("C51282", "Clinic"))), ("contactModes", new JsonArray(make.Code("C175574", "In Person"))), ("transitionStartRule", null), ("transitionEndRule", null), ("notes", new JsonArray())))]);
        // The anchors of the visits are points of the timeline themselves.
        var anchors = planned.Select(visit => visit.When!.Anchor).Distinct().ToDictionary(anchor => anchor, anchor => Instance(make, $"{anchor}", [], null, null));
        var instances = planned.Select((visit, place) => Instance(make, visit.Code, visit.Forms.Select(form => byForm[form]), UsdmObjects.Id(encounters[place]), UsdmObjects.Id(Epoch(epochs, visit.Kind)))).ToList();
        var exit = make.New("ScheduleTimelineExit");
        var timings = anchors.Values.Select(anchor => Timing(make, anchor, anchor, "C201358", "Fixed Reference", 0, default, $"{anchor["name"]}"))
            .Concat(planned.Select((visit, place) => Timing(make, instances[place], anchors[visit.When!.Anchor], visit.When.Day < 0 ? "C201357" : "C201356", visit.When.Day < 0 ? "Before" : "After", Math.Abs(visit.When.Day), visit.When.Window, Label(visit)))).ToList();
        List<JsonObject> all = [.. anchors.Values, .. instances];
        all[^1]["timelineExitId"] = UsdmObjects.Id(exit);
        var timeline = make.New(
            "ScheduleTimeline", ("name", "Main timeline"), ("label", "Main timeline"), ("description", "The visits of the study"), ("mainTimeline", true), ("entryCondition", "Consent"), ("entryId", UsdmObjects.Id(all[0])),
            ("exits", new JsonArray(exit)), ("timings", UsdmObjects.List(timings)), ("instances", UsdmObjects.List(all)), ("plannedDuration", null));
        return new UsdmSchedule(encounters, activities, timeline);
    }

    private static JsonObject Instance(UsdmObjects make, string name, IEnumerable<string> activities, string? encounter, string? epoch) => make.New(
        "ScheduledActivityInstance", ("name", name), ("label", name), ("description", ""), ("defaultConditionId", null), ("epochId", epoch), ("timelineId", null), ("timelineExitId", null),
        ("activityIds", new JsonArray([.. activities.Select(id => (JsonNode)id)])), ("encounterId", encounter));

    private static JsonObject Timing(UsdmObjects make, JsonObject from, JsonObject to, string code, string decode, int days, DayWindow window, string label) => make.New(
        "Timing", ("name", from["name"]!.DeepClone()), ("label", label), ("description", ""), ("type", make.Code(code, decode)), ("value", $"P{days}D"), ("valueLabel", $"{days} days"), ("relativeToFrom", make.Code("C201355", "Start to Start")),
        ("relativeFromScheduledInstanceId", UsdmObjects.Id(from)), ("relativeToScheduledInstanceId", UsdmObjects.Id(to)),
        ("windowLower", window == default ? null : $"P{window.Before}D"), ("windowUpper", window == default ? null : $"P{window.After}D"), ("windowLabel", window == default ? "" : $"-{window.Before}..{window.After} days"));

    private static string Label(Visit visit) => visit.When is { Repeats: [_, ..] repeats }
        ? $"{visit.Name.Replace("{n}", "1", StringComparison.Ordinal)}, then {string.Join(", then ", repeats.Select(repeat => $"every {repeat.EveryDays} d{(repeat.UntilDay is { } until ? $" until day {until}" : "")}"))}"
        : visit.NameOf(1);

    private static JsonObject Epoch(List<JsonObject> epochs, VisitKind kind) => kind switch
    {
        VisitKind.Screening => epochs[0],
        VisitKind.FollowUp => epochs[2],
        _ => epochs[1],
    };
}
