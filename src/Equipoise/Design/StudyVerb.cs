using System.CommandLine;
using Equipoise.Analysis.Designs;
using Equipoise.Reports;
using Equipoise.Simulation;
using Equipoise.Statistics.Design;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design study</c>: what a study's comparisons would need.</summary>
internal static class StudyVerb
{
    private const int EveryMonths = 6;

    public static Command Build(TextWriter output)
    {
        var verb = new Command("study", "Events, month and smallest significant effect of a study's comparisons over hazard ratios, alpha and power, with and without a delayed effect") { StudyScenario.Study, StudyScenario.Scenario };
        verb.SetAction((words, _) =>
        {
            var (study, scenario) = StudyScenario.Find(words);
            var designs = StudyDesigns.Of(study, scenario);
            return SurvivalVerb.PrintAsync(words, output, () => Json(designs), () => Text(designs));
        });
        return verb;
    }

    private static string Json(StudyDesigns designs) => JsonReport.Of(json => json
        .Text("protocol", designs.Study)
        .Text("scenario", designs.Scenario.Title)
        .Text("note", designs.Scenario.Note)
        .Number("participants_compared", designs.Grid.Participants)
        .Number("accrual_duration", designs.Grid.AccrualEnd)
        .Number("delay", StudyDesigns.Delay)
        .Objects("alphas", designs.Alphas, (member, alpha) => member.Text("name", alpha.Name).Number("alpha1", alpha.Alpha))
        .Objects("designs", designs.Rows, (member, row) => member
            .Number("hr", row.HazardRatio).Number("alpha1", row.Alpha).Number("power", row.Power).Number("events", row.Events).Number("share", row.Share)
            .Number("min_hr_significant", row.SmallestEffect).Number("month", row.Month ?? double.NaN).Number("power_delay", row.DelayedPower).Number("ahr_delay", row.DelayedAverageRatio).Text("refused", row.Refusal))
        .Objects("expected", designs.Courses, (member, course) => member
            .Number("hr", course.HazardRatio)
            .Numbers("time", course.Months.Select(at => at.Time))
            .Numbers("subjects", course.Months.Select(at => at.Enrolled))
            .Numbers("events", course.Months.Select(at => at.Events))
            .Numbers("events_control", course.Months.Select(at => at.ControlEvents))
            .Numbers("events_treated", course.Months.Select(at => at.TreatedEvents))));

    private static string Text(StudyDesigns designs)
    {
        var table = new TextTable("hazard ratio", "one-sided alpha", "power", "events", "of participants", "just significant", "month", $"power if {StudyDesigns.Delay} months late", "average ratio then");
        foreach (var row in designs.Rows)
            table.Add(TextTable.Number(row.HazardRatio), TextTable.Number(row.Alpha, 5), TextTable.Number(row.Power), TextTable.Number(row.Events), $"{TextTable.Number(100 * row.Share, 0)}%", TextTable.Number(row.SmallestEffect, 3), Month(row), row.Month is null ? "-" : TextTable.Number(row.DelayedPower, 3), row.Month is null ? "-" : TextTable.Number(row.DelayedAverageRatio, 3));
        return $"{designs.Study}: {TextTable.Number(designs.Grid.Participants, 0)} participants in two arms, enrolled by month {TextTable.Number(designs.Grid.AccrualEnd, 1)}\n{designs.Scenario.Note}\n\n{table}\n{Courses(designs)}\n{string.Join('\n', designs.Rows.Select(row => row.Refusal).OfType<string>().Distinct(StringComparer.Ordinal))}";
    }

    private static TextTable Courses(StudyDesigns designs)
    {
        var table = new TextTable(["month", "enrolled", "events, control arm", .. designs.Courses.Select(course => $"treated, ratio {TextTable.Number(course.HazardRatio)}")]);
        for (var month = EveryMonths - 1; month < StudyDesigns.CourseMonths; month += EveryMonths)
        {
            var of = designs.Courses.Select(course => course.Months[month]).ToList();
            table.Add([TextTable.Number(of[0].Time), TextTable.Number(of[0].Enrolled, 1), TextTable.Number(of[0].ControlEvents, 1), .. of.Select(at => TextTable.Number(at.TreatedEvents, 1))]);
        }

        return table;
    }

    private static string Month(DesignRow row) => row.Month is { } month ? TextTable.Number(month, 1) : "never";
}
