namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Decides what a synthetic study is.</summary>
internal sealed class StudyPlanner(Words words)
{
    private static readonly string[] ExpandedAccess = ["AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE", "APPROVED_FOR_MARKETING"];

    /// <summary>The study at a place in the row of all.</summary>
    public StudyPlan Plan(int index)
    {
        var draw = new Draw((ulong)index + 1);
        var area = words.Areas[index % words.Areas.Count];
        var kind = (index % 25) switch
        {
            24 => "EXPANDED_ACCESS",
            3 or 8 or 13 or 18 or 22 => "OBSERVATIONAL",
            _ => "INTERVENTIONAL",
        };
        var status = kind is "EXPANDED_ACCESS" ? ExpandedAccess[index / 25 % 4] : index is 61 or 190 ? "WITHHELD" : DrawStatus(draw);
        var main = kind is "EXPANDED_ACCESS" ? NewMedicine(area) : kind is "OBSERVATIONAL" ? draw.Pick(area.Known) : DrawTreatment(area, draw);
        var phases = kind is "INTERVENTIONAL" ? DrawPhases(area, main, draw) : [];
        var healthy = phases is ["PHASE1"] or ["EARLY_PHASE1"] && main is { Type: "DRUG" or "BIOLOGICAL", Purpose: "TREATMENT" } && draw.Chance(65);
        var measures = healthy ? HealthyMeasures : main.Type is "DIAGNOSTIC_TEST" && main.Purpose is "DIAGNOSTIC" ? [Diagnosis, .. area.Measures] : RowOf(area.Measures, draw);
        var timeline = Timeline.Of(status, measures[0].Weeks, draw);
        var plan = new StudyPlan
        {
            Number = 1001 + index,
            Area = area,
            Condition = draw.Pick(area.Conditions),
            People = healthy ? People.Healthy : draw.Pick(area.People),
            Kind = kind,
            Status = status,
            Sponsor = draw.Pick([.. words.Sponsors.Where(sponsor => area.New.Contains(main) == sponsor.Class is "INDUSTRY" || draw.Chance(35))]),
            Main = main,
            Phases = phases,
            Measures = kind is "EXPANDED_ACCESS" ? [] : measures,
            Timeline = timeline,
        };
        plan = new ArmPlanner(area, draw).Arrange(plan);
        if (plan is { IsInterventional: true, Status: "COMPLETED" or "TERMINATED" } && MayHaveResults(plan) && draw.Chance(75))
            plan = plan with { Timeline = timeline.WithResults(draw) };
        return plan with { Sites = new SitePlanner(words, draw).Place(plan) };
    }

    /// <summary>What no test of ours should seem to say of a medicine on the market, no invented results say either.</summary>
    private static bool MayHaveResults(StudyPlan plan) => plan.Arms.SelectMany(arm => arm.Treatments).All(treatment => !plan.Area.Known.Contains(treatment));

    private static Treatment NewMedicine(Area area) => area.New.FirstOrDefault(treatment => treatment.IsMedicine) ?? area.New[0];

    private static string DrawStatus(Draw draw) => draw.Weigh(
        (31, "RECRUITING"), (33, "COMPLETED"), (8, "NOT_YET_RECRUITING"), (9, "ACTIVE_NOT_RECRUITING"), (6, "TERMINATED"),
        (3, "WITHDRAWN"), (2, "SUSPENDED"), (3, "ENROLLING_BY_INVITATION"), (5, "UNKNOWN"));

    private static Treatment DrawTreatment(Area area, Draw draw) =>
        draw.Pick(draw.Weigh((56, area.New), (16, area.Known), (28, area.Acts)));

    private static IReadOnlyList<string> DrawPhases(Area area, Treatment main, Draw draw)
    {
        if (!main.IsMedicine)
            return ["NA"];
        if (area.Known.Contains(main))
            return draw.Weigh<IReadOnlyList<string>>((6, ["PHASE4"]), (2, ["PHASE3"]), (2, ["PHASE2"]));
        return draw.Weigh<IReadOnlyList<string>>(
            (2, ["EARLY_PHASE1"]), (7, ["PHASE1"]), (4, ["PHASE1", "PHASE2"]), (10, ["PHASE2"]), (3, ["PHASE2", "PHASE3"]), (11, ["PHASE3"]));
    }

    private static IReadOnlyList<MeasureIdea> RowOf(IReadOnlyList<MeasureIdea> measures, Draw draw) =>
        draw.Chance(70) ? measures : [.. measures.Reverse()];

    private static MeasureIdea Diagnosis { get; } = new("share", "Participants whose treatment changed after the test", "participants", 11, 0, 19, 12);

    private static IReadOnlyList<MeasureIdea> HealthyMeasures { get; } =
    [
        new("change", "Change in QT interval corrected by Fridericia's formula", "milliseconds", 402, 14, 2, 2),
        new("share", "Participants with at least one adverse event", "participants", 35, 0, 8, 4),
    ];
}
