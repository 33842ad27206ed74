using System.Globalization;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Tumors;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Timelines;

/// <summary>Makes events of what is on record.</summary>
internal static class TimelineEvents
{
    /// <summary>All events by day; of one day by what they are, then those without a time first, in the order of their kinds.</summary>
    public static IReadOnlyList<TimelineEvent> Of(TimelineSource source) =>
    [
        .. Screening(source).Concat(Randomization(source)).Concat(Signed(source)).Concat(Visits(source)).Concat(Logs(source)).Concat(Doses(source)).Concat(Adverse(source)).Concat(Ends(source))
            .Concat(Deviations(source)).Concat(Queries(source)).OrderBy(happened => happened.Day).ThenBy(happened => happened.Step).ThenBy(happened => happened.Time ?? TimeOnly.MinValue).ThenBy(happened => happened.Kind),
    ];

    private static IEnumerable<TimelineEvent> Screening(TimelineSource source)
    {
        var participant = source.File.Participant;
        yield return new TimelineEvent(participant.ScreenedOn, null, TimelineKind.Milestone, "Screening number given", participant.RescreenedFrom is { } before ? $"screened before as {before}" : "") { Step = TimelineStep.Begins };
        foreach (var consent in source.File.Consents)
            yield return new TimelineEvent(consent.ConsentedOn, null, TimelineKind.Milestone, "Consent", $"version {consent.ConsentVersion}, obtained by {consent.ObtainedBy}") { Step = TimelineStep.Begins };
        if (source.FailedAt is { } failed)
            yield return At(source, failed, TimelineKind.Milestone, "Screening failed", participant.FailureReason ?? "");
    }

    private static IEnumerable<TimelineEvent> Randomization(TimelineSource source)
    {
        if (source.Allocation is { } allocation)
            yield return At(source, allocation.RandomizedAt, TimelineKind.Milestone, "Randomized", $"{allocation.RandomizationNumber}{(source.ShowsArm ? $", arm {allocation.Arm}" : "")}");
    }

    private static IEnumerable<TimelineEvent> Signed(TimelineSource source) => source.Signatures.Select(signature => At(
        source, signature.SignedAt, TimelineKind.Milestone, signature.Subject is SignatureSteps.Eligibility ? "Eligibility signed" : "Casebook signed", $"by {signature.Name}"));

    // What was filled in for one day of one visit stands together; lesions and the response to treatment stand apart from the rest.
    private static IEnumerable<TimelineEvent> Visits(TimelineSource source)
    {
        var design = source.File.Protocol.Design;
        var rows = TumorReport.Of(source.Assessed).Evaluators.Where(evaluator => evaluator.Evaluator is TumorReport.Investigator).SelectMany(evaluator => evaluator.Rows).ToList();
        foreach (var visit in Filled(source).Where(one => !one.Form.IsLog || IsOfTumors(one.Form)).GroupBy(one => (one.Entry.Visit, one.Entry.VisitCount, one.Entry.RecordedOn, IsTumor: IsOfTumors(one.Form))))
        {
            var name = design.Visits.FirstOrDefault(one => string.Equals(one.Code, visit.Key.Visit, StringComparison.Ordinal))?.NameOf((int)visit.Key.VisitCount) ?? visit.Key.Visit;
            var row = visit.Key.IsTumor ? rows.Find(one => one.Derived.Date == visit.Key.RecordedOn) : null;
            yield return new TimelineEvent(
                visit.Key.RecordedOn, null, visit.Key.IsTumor ? TimelineKind.TumorAssessment : TimelineKind.Visit, name,
                row is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{row.Derived.Overall.Code()} by RECIST 1.1{(row.BaselineChange is { } change ? $", {change.ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture)} % from baseline" : "")}"))
            {
                Mark = row?.Derived.Overall.Code() ?? "",
                Entries = Told(visit),
            };
        }
    }

    private static IEnumerable<TimelineEvent> Logs(TimelineSource source) =>
        Filled(source).Where(one => one.Form is { IsLog: true, AdverseEvent: null, Exposure: null } && !IsOfTumors(one.Form)).GroupBy(one => (one.Form.Code, one.Entry.RecordedOn))
            .Select(log => new TimelineEvent(log.Key.RecordedOn, null, TimelineKind.Log, log.First().Form.Title) { Entries = Told(log) });

    private static IEnumerable<TimelineEvent> Doses(TimelineSource source)
    {
        var design = source.File.Protocol.Design;
        foreach (var dose in ExposureLog.Read(design, source.File.Entries).Entries)
        {
            var treatment = design.Arms.SelectMany(arm => arm.Treatments).FirstOrDefault(one => string.Equals(one.Code, dose.Treatment, StringComparison.Ordinal));
            var what = dose.Status switch
            {
                DoseStatus.Given => dose.Amount is { } amount ? string.Create(CultureInfo.InvariantCulture, $"{amount:0.##} {treatment?.Dose.Unit}") : "",
                DoseStatus.Missed => "not given",
                DoseStatus.Held => "held",
                _ => "returned",
            };
            yield return new TimelineEvent(
                dose.Day, dose is { HasTimes: true, Start: { } start } ? TimeOnly.FromDateTime(start) : null, TimelineKind.Dose,
                string.Create(CultureInfo.InvariantCulture, $"Cycle {dose.Cycle}: {treatment?.Name ?? dose.Treatment} {what}").TrimEnd(), dose.Words ?? "")
            {
                Mark = dose.Status switch { DoseStatus.Missed => "missed", DoseStatus.Held => "held", _ => "" },
                Entries = [(dose.Id, design.DoseLog!.Title)],
            };
        }
    }

    private static IEnumerable<TimelineEvent> Adverse(TimelineSource source) => AdverseEvents.Of(source.Assessed).Select(happened => new TimelineEvent(
        happened.Start, null, TimelineKind.AdverseEvent, $"{happened.Term}, grade {happened.Grade}{(happened.IsSerious ? ", serious" : "")}", happened.Outcome)
    {
        Until = happened.End,
        GoesOn = happened.End is null,
        Grade = happened.Grade,
        Entries = [(happened.Entry, "Adverse event")],
    });

    private static IEnumerable<TimelineEvent> Ends(TimelineSource source) => source.Dispositions.Select(happened => new TimelineEvent(
        happened.OnDay, null, TimelineKind.Milestone, DispositionKind.Label(happened.Kind),
        string.Join(": ", new[] { source.File.Protocol.Design.DiscontinuationReasons.FirstOrDefault(reason => string.Equals(reason.Code, happened.Reason, StringComparison.Ordinal))?.Label ?? happened.Reason, happened.Note }
            .Where(words => words.Length > 0)))
    {
        Step = happened.Kind is DispositionKind.Death ? TimelineStep.Dies : TimelineStep.Ends,
    });

    private static IEnumerable<TimelineEvent> Deviations(TimelineSource source) => source.Deviations.Select(deviation => new TimelineEvent(
        deviation.OccurredOn, null, TimelineKind.Deviation, $"Deviation {deviation.Number}{(deviation.Important != 0 ? ", important" : "")}", deviation.Description) { Deviation = deviation.Number });

    private static IEnumerable<TimelineEvent> Queries(TimelineSource source) => source.Queries.Select(query =>
        At(source, query.OpenedAt, TimelineKind.Query, $"Query {query.Number}, {(query.Status is QueryStatus.Open ? "open" : query.Status is QueryStatus.Answered ? "answered" : "closed")}", query.Question) with
        {
            Entries = [(query.Entry, source.File.Protocol.Design.Form(query.Form)?.Title ?? query.Form)],
        });

    private static bool IsOfTumors(Form form) => form.Lesions is not null || form.Response is not null;

    private static IEnumerable<(Form Form, FormEntry Entry)> Filled(TimelineSource source) =>
        from entry in source.File.Entries
        where entry.Counts
        let form = source.File.Protocol.Design.Form(entry.Form)
        where form is not null
        select (form, entry);

    private static IReadOnlyList<(string Id, string Form)> Told(IEnumerable<(Form Form, FormEntry Entry)> filled) => [.. filled.Select(one => (one.Entry.Id, one.Form.Title))];

    private static TimelineEvent At(TimelineSource source, string utc, TimelineKind kind, string title, string detail)
    {
        var shown = Moments.ClockAt(Moments.Read(utc), source.File.Site.TimeZone);
        return new TimelineEvent(DateOnly.FromDateTime(shown), TimeOnly.FromDateTime(shown), kind, title, detail);
    }
}
