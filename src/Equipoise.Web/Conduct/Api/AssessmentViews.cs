using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Web.Conduct.Api;

/// <summary>What <c>/api/conduct/v1</c> shows of assessments and adverse events.</summary>
internal static class AssessmentViews
{
    public static object Of(LaboratoryReport report) => new
    {
        baselineUntil = report.BaselineUntil,
        baselineBy = report.BaselineUntil is null ? null : report.BaselineIsByDose ? "first dose" : "randomization",
        problems = report.Problems,
        tests = report.Tests.Select(test => new { form = test.Form, field = test.Field, variable = test.Variable, label = test.Label, unit = test.Unit, results = test.Results.Select(Of) }),
    };

    public static object Of(AdverseEvent happened) => new
    {
        entry = happened.Entry,
        version = happened.Version,
        term = happened.Term,
        grade = happened.Grade,
        start = happened.Start,
        end = happened.End,
        serious = happened.IsSerious,
        seriousBecause = happened.Seriousness,
        causality = happened.Causality.Select(one => new { treatment = one.Treatment, name = one.Name, answer = one.Answer, related = one.IsRelated }),
        action = happened.Action,
        outcome = happened.Outcome,
        fatal = happened.IsFatal,
        treatmentEmergent = happened.IsTreatmentEmergent,
        findings = happened.Findings,
    };

    public static object Of(SeriousEvent serious) => new
    {
        participant = serious.Participant.Participant.Code,
        site = serious.Participant.Site.Code,
        @event = Of(serious.Event),
        siteKnewAt = serious.Event.Aware,
        timeZone = serious.Participant.Site.TimeZone,
        due = serious.Clock?.Due.UtcDateTime,
        status = Status(serious),
        hoursLeft = serious.Clock is { } clock ? Math.Round(clock.Left.TotalHours, 2) : (double?)null,
        followUpDue = serious.HasNews,
        reports = serious.Reports.Select(Of),
    };

    public static object Of(SeriousEventReport report) => new
    {
        number = report.Number,
        kind = report.Number == 1 ? "initial" : "follow-up",
        reportedAt = report.ReportedAt,
        reportedTo = report.ReportedTo,
        entryVersion = report.EntryVersion,
        note = report.Note,
        recordedBy = report.RecordedBy,
        recordedAt = report.RecordedAt,
    };

    public static object Of(TumorReport report) => new
    {
        evaluators = report.Evaluators.Select(evaluator => new
        {
            evaluator = evaluator.Evaluator,
            baseline = evaluator.Series?.Baseline,
            baselineSum = evaluator.Series?.BaselineSum,
            observations = evaluator.Observations.Select(seen => new { entry = seen.Where, date = seen.Date, lesion = seen.Lesion, role = Word(seen.Role), site = seen.Site, nodal = seen.IsNodal, diameter = seen.Diameter, state = Word(seen.State) }),
            assessments = evaluator.Rows.Select(row => new
            {
                date = row.Derived.Date,
                sum = row.Derived.Sum,
                nadir = row.Derived.Nadir,
                changeFromBaseline = row.BaselineChange,
                changeFromNadir = row.NadirChange,
                target = row.Derived.Target.Code(),
                nonTarget = row.Derived.NonTarget.Code(),
                newLesion = row.Derived.New switch { NewLesion.Yes => "Y", NewLesion.Equivocal => "NE", _ => "N" },
                overall = row.Derived.Overall.Code(),
                investigator = row.Call?.Overall.Code(),
                investigatorEntry = row.Call?.Entry,
                disagreement = row.Disagreement,
            }),
            best = evaluator.Best is { } best ? new { bor = best.Response.Code(), date = best.Date } : null,
            bestChange = evaluator.BestChange,
            findings = evaluator.Findings,
        }),
    };

    public static object Of(AdverseEventTable table) => new
    {
        arms = table.Arms.Select(arm => new { arm = arm.Arm, participants = arm.Participants }),
        any = Of(table, table.Any),
        terms = table.Rows.Select(row => Of(table, row)),
    };

    /// <summary>How the first report of an event stands.</summary>
    public static string Status(SeriousEvent serious) => serious.Clock?.Status switch
    {
        ReportingStatus.Open => "open",
        ReportingStatus.Overdue => "late",
        ReportingStatus.InTime => "reported",
        ReportingStatus.Late => "reported-late",
        _ => serious.Reports.Count > 0 ? "reported" : "no-clock",
    };

    private static object Of(AdverseEventTable table, AdverseEventRow row) => new
    {
        term = row.Term,
        byArm = table.Arms.Select((arm, at) => new { arm = arm.Arm, grades = row.ByArm[at], anyGrade = row.AnyGrade(at), grade3OrAbove = row.Severe(at) }),
    };

    private static object Of(LaboratoryResult result) => new
    {
        entry = result.Entry,
        day = result.Day,
        visit = result.Visit,
        visitCount = result.VisitCount,
        value = result.Value,
        low = result.Low,
        high = result.High,
        range = result.Low is null && result.High is null ? null : result.HasOwnRange ? "own" : "site",
        indicator = result.Indicator,
        grade = result.Grade.Grade,
        direction = result.Grade.Direction,
        term = result.Grade.Term,
        rule = result.Grade.Rule,
        baseline = result.IsBaseline,
        @event = result.Event is { } happened ? new { entry = happened.Entry, grade = happened.Grade } : null,
        disagreement = result.Disagreement,
    };

    /// <summary>A role as files write it.</summary>
    public static string Word(LesionRole role) => role switch { LesionRole.Target => "target", LesionRole.NonTarget => "non-target", _ => "new" };

    /// <summary>A state as files write it.</summary>
    public static string Word(LesionState state) => state switch
    {
        LesionState.Measured => "measured",
        LesionState.TooSmall => "too-small",
        LesionState.Absent => "absent",
        LesionState.Present => "present",
        LesionState.UnequivocalProgression => "unequivocal-progression",
        LesionState.Equivocal => "equivocal",
        _ => "not-evaluated",
    };
}
