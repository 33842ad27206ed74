using System.Globalization;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Tumors;
using Equipoise.Protocols;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Analysis.Endpoints;

/// <summary>What is on record of one participant until a day, as an endpoint's sources find it: doses, tumors and adverse events by the parts that the protocol
/// gives the fields of its forms.</summary>
internal sealed class Sources
{
    private readonly List<DispositionEvent> dispositions;
    private readonly AllocationRecord? allocation;
    private readonly ExposureLog log;
    private readonly Lazy<EvaluatorReport?> tumors;

    private Sources(StudyRecords records, Participant participant, AllocationRecord? allocation, DateOnly cutoff)
    {
        var design = records.Protocol.Design;
        // What was done after the cutoff is not known on it, whatever follows from it; deaths and contacts are judged by the endpoint.
        List<FormEntry> entries = [.. records.Entries[participant.Code].OrderBy(entry => entry.Id, StringComparer.Ordinal).Where(entry => DoneOn(design, entry) is not { } day || day <= cutoff)];
        dispositions = [.. records.Dispositions[participant.Code].OrderBy(one => one.Number)];
        (this.allocation, log) = (allocation, ExposureLog.Read(design, entries));
        Assessed = new AssessedParticipant(
            participant, records.Sites.First(site => string.Equals(site.Code, participant.Site, StringComparison.Ordinal)), design, entries, dispositions, allocation, armIsOpen: true);
        tumors = new Lazy<EvaluatorReport?>(() => TumorReport.Of(Assessed).Evaluators is [var first, ..] ? first : null);
        if (allocation is not null && design.DoseLog is not null)
            Exposure = ParticipantExposure.Of(new TreatmentCourse(design, allocation, entries, [], dispositions));
    }

    /// <summary>The participant, for derivations.</summary>
    public AssessedParticipant Assessed { get; }

    /// <summary>The treatment got; null where nobody was to get any.</summary>
    public ParticipantExposure? Exposure { get; }

    /// <summary>The doses given, in their order.</summary>
    public IReadOnlyList<ExposureEntry> Doses => field ??= log.Given;

    /// <summary>What the images show to the investigator, or where investigators judged none, to the first evaluator; null where there are none.</summary>
    public EvaluatorReport? Tumors => tumors.Value;

    /// <summary>What is on record of a participant.</summary>
    /// <param name="records">Of the study.</param>
    /// <param name="participant">Of whom.</param>
    /// <param name="allocation">The allocation, if any.</param>
    /// <param name="cutoff">The last day that counts.</param>
    public static Sources Of(StudyRecords records, Participant participant, AllocationRecord? allocation, DateOnly cutoff) => new(records, participant, allocation, cutoff);

    /// <summary>The last event of a kind, which corrects those before it; null where it lies after a day, or there is none.</summary>
    public DispositionEvent? Last(string kind, DateOnly until) =>
        dispositions.FindLast(one => string.Equals(one.Kind, kind, StringComparison.Ordinal)) is { } last && last.OnDay <= until ? last : null;

    /// <summary>The days that some sources tell, in the order of the sources.</summary>
    public IEnumerable<FoundDay> Days(IEnumerable<DaySource> sources) => sources.SelectMany(source => source.Kind switch
    {
        DaySourceKind.Disposition => OfDispositions(source.Name),
        DaySourceKind.Tumor => OfTumors(source.Name),
        DaySourceKind.Dose => OfDoses(source.Name),
        DaySourceKind.Therapy => OfTherapies(source),
        _ => OfForms(source),
    });

    /// <summary>The tumor assessments that the protocol plans whose whole windows lie between two days, neither counted.</summary>
    public int PlannedAssessments(DateOnly after, DateOnly before)
    {
        var design = Assessed.Design;
        var planned = design.Visits.FirstOrDefault(visit => visit.When is { Repeats.Count: > 0 } && visit.Forms.Any(form => design.Form(form)?.Lesions is not null))?.When;
        var anchor = planned?.Anchor switch { TimeAnchor.Randomization => allocation?.RandomizedOn, TimeAnchor.FirstDose => Assessed.FirstDose, _ => null };
        return planned is null || anchor is not { } from ? 0
            : planned.Days(before.DayNumber - from.DayNumber).Count(day => from.AddDays(day - planned.Window.Before) > after && from.AddDays(day + planned.Window.After) < before);
    }

    // The day on which what an entry tells was done, by the part of its field; null where the form has no such part.
    private static DateOnly? DoneOn(StudyDesign design, FormEntry entry)
    {
        var form = design.Form(entry.Form);
        return form is { Exposure: not null } ? ExposureEntry.Read(form, entry).Day
            : (form?.Lesions?.Date ?? form?.Response?.Date ?? form?.AdverseEvent?.Start) is { } field && entry.Values().TryGetValue(field, out var text) ? AnsweredDay.Read(text) : null;
    }

    // Of deaths and ends the last one recorded counts: it corrects those before it. Each day known alive is true beside the others.
    private IEnumerable<FoundDay> OfDispositions(string kind)
    {
        var of = dispositions.Where(one => string.Equals(one.Kind, kind, StringComparison.Ordinal)).ToList();
        return (kind is DispositionKind.Alive ? of : of.TakeLast(1)).Select(one => new FoundDay(one.OnDay, "DS", kind, string.Create(CultureInfo.InvariantCulture, $"DS-{one.Number}")));
    }

    private IEnumerable<FoundDay> OfForms(DaySource source) =>
        from filled in Assessed.Forms
        where string.Equals(filled.Form.Code, source.Form, StringComparison.Ordinal) && FieldRules.Applies(source.When, filled.Answers)
        let day = filled.Day(source.Name)
        where day is not null
        select new FoundDay(day.Value, source.Form!, source.Name, filled.Entry.Id);

    private IEnumerable<FoundDay> OfTumors(string what)
    {
        if (Tumors is not { Series.Assessments: var assessments } seen)
            return [];
        IEnumerable<DateOnly> days = what switch
        {
            "progression" => assessments.Where(one => one.Overall is Response.Progressive).Take(1).Select(one => one.Date),
            "assessment" => assessments.Where(one => one.Overall is not Response.NotEvaluable).Select(one => one.Date),
            _ => seen.Best is { Response: Response.Complete or Response.Partial, Date: { } first } ? [first] : [],
        };
        return days.Select(day => On(seen, day, what));
    }

    // A derived day rests on all that was seen on it.
    private FoundDay On(EvaluatorReport report, DateOnly day, string what)
    {
        var seen = report.Observations.Where(one => one.Date == day).Select(one => one.Where).Order(StringComparer.Ordinal).ToList();
        return new FoundDay(day, Assessed.Forms.First(filled => string.Equals(filled.Entry.Id, seen[0], StringComparison.Ordinal)).Form.Code, what, string.Join(' ', seen));
    }

    private IEnumerable<FoundDay> OfDoses(string which)
    {
        if (Doses.Count > 0 && (which is "first" ? Doses[0] : Doses[^1]) is var dose)
            yield return new FoundDay(dose.Day, Assessed.Design.DoseLog!.Code, Assessed.Design.DoseLog.Exposure!.Start, dose.Id);
    }

    // A beginning that is known to the month or year counts from the first day it may have been, but not before randomization.
    private IEnumerable<FoundDay> OfTherapies(DaySource source)
    {
        foreach (var filled in Assessed.Forms.Where(one => string.Equals(one.Form.Code, source.Form, StringComparison.Ordinal)))
        {
            var logged = filled.Form.Event!;
            if (filled.Text(logged.Any) is not "Y" || filled.Text(source.Name) is not { } text || AnsweredDay.ReadPartial(text) is not { } days)
                continue;
            var from = allocation?.RandomizedOn ?? days.First;
            if (days.Last >= from)
                yield return new FoundDay(days.First < from ? from : days.First, source.Form!, source.Name, filled.Entry.Id);
        }
    }
}
