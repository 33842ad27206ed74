using System.Globalization;
using System.Text.Json;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Analysis.Datasets;

/// <summary>Derives the data of an analysis from what is on record, as of a cutoff.</summary>
public static class DataDerivation
{
    /// <summary>Derives.</summary>
    /// <param name="records">What is on record.</param>
    /// <param name="plan">The endpoints, sets and variables.</param>
    /// <param name="cutoff">The last day that counts.</param>
    public static StudyData Derive(StudyRecords records, StatisticalPlan plan, DateOnly cutoff)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(plan);
        var allocations = records.Allocations.Where(one => one.RandomizedOn <= cutoff).ToDictionary(one => one.Participant, StringComparer.Ordinal);
        var deviations = records.Deviations.Where(one => one.Participant is not null && one.OccurredOn <= cutoff && !string.Equals(one.Status, DeviationStatus.Void, StringComparison.Ordinal)).ToLookup(one => one.Participant!, StringComparer.Ordinal);
        var (subjects, times, events, exposure) = (new List<Subject>(), new List<EventTime>(), new List<ReportedEvent>(), new List<ExposureRow>());
        foreach (var participant in records.Participants.Where(participant => participant.ScreenedOn <= cutoff).OrderBy(one => one.Code, StringComparer.Ordinal))
        {
            var allocation = allocations.GetValueOrDefault(participant.Code);
            var known = Sources.Of(records, participant, allocation, cutoff);
            var subject = Describe(records, plan, known, allocation, cutoff);
            subjects.Add(subject with { Sets = [.. plan.Sets.Where(set => set.All.All(condition => Holds(condition, subject, known, deviations[participant.Code]))).Select(set => set.Code)] });
            events.AddRange(ReportedEvent.Of(known.Assessed));
            exposure.AddRange(known.Exposure is { } got ? ExposureRow.Of(got) : []);
            if (allocation is not null)
                times.AddRange(plan.Endpoints.Where(endpoint => !endpoint.IsResponse).Select(endpoint => EventTimes.Derive(allocation, known, endpoint, cutoff)).OfType<EventTime>());
        }

        var order = plan.Endpoints.Select(endpoint => endpoint.Code).ToList();
        return new StudyData(records.Study.Id, cutoff, subjects, [.. times.OrderBy(time => order.IndexOf(time.Parameter)).ThenBy(time => time.Participant, StringComparer.Ordinal)], events, exposure) { IsSimulated = records.IsSimulated };
    }

    private static Subject Describe(StudyRecords records, StatisticalPlan plan, Sources known, AllocationRecord? allocation, DateOnly cutoff)
    {
        var participant = known.Assessed.Participant;
        var (treatmentEnd, studyEnd) = (known.Last(DispositionKind.TreatmentEnd, cutoff), known.Last(DispositionKind.StudyEnd, cutoff) ?? known.Last(DispositionKind.Withdrawal, cutoff));
        return new Subject
        {
            Code = participant.Code,
            Site = participant.Site,
            ScreenedOn = participant.ScreenedOn,
            HasFailed = participant.Status is ParticipantStatus.ScreenFailure,
            RescreenedFrom = participant.RescreenedFrom ?? "",
            Arm = allocation?.Arm ?? "",
            TreatedArm = TreatedArm(records, known.Doses, allocation?.Arm),
            RandomizedOn = allocation?.RandomizedOn,
            Stratum = allocation?.Stratum ?? "",
            FirstDose = known.Doses.Count > 0 ? known.Doses[0].Day : null,
            LastDose = known.Doses.Count > 0 ? known.Doses[^1].Day : null,
            DoseDays = known.Doses.Select(dose => dose.Day).Distinct().Count(),
            TreatmentEnd = treatmentEnd?.OnDay,
            TreatmentEndReason = treatmentEnd?.Reason ?? "",
            StudyEnd = studyEnd?.OnDay,
            StudyEndReason = studyEnd is null ? "" : studyEnd.Reason.Length > 0 ? studyEnd.Reason : studyEnd.Kind,
            BestResponse = known.Tumors?.Best is { Date: not null } best ? best.Response.Code() : "",
            Sets = [],
            Variables = Variables(records, plan, allocation, known.Assessed.Forms),
        };
    }

    private static Dictionary<string, string> Variables(StudyRecords records, StatisticalPlan plan, AllocationRecord? allocation, IReadOnlyList<FilledForm> forms)
    {
        var used = allocation is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(allocation.Factors) ?? [];
        var levels = records.Protocol.Design.Factors.ToDictionary(factor => factor.Code, factor => used.GetValueOrDefault(factor.Code, ""), StringComparer.Ordinal);
        foreach (var variable in plan.Variables)
            levels[variable.Code] = Level(variable, forms, allocation?.RandomizedOn ?? DateOnly.MaxValue);
        return levels;
    }

    // The last answer until the day of randomization: what is measured later may be an effect of treatment.
    private static string Level(PlannedVariable variable, IEnumerable<FilledForm> forms, DateOnly until)
    {
        var answer = forms.Where(filled => string.Equals(filled.Form.Code, variable.Form, StringComparison.Ordinal) && filled.Entry.RecordedOn <= until).OrderBy(filled => filled.Entry.RecordedOn).ThenBy(filled => filled.Entry.Number)
            .Select(filled => filled.Text(variable.Field)).LastOrDefault(value => value is not null);
        if (answer is null || variable.Cuts.Count == 0)
            return answer ?? "";
        if (!decimal.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return "";
        var above = variable.Cuts.Count(cut => number >= cut);
        return above == 0 ? string.Create(CultureInfo.InvariantCulture, $"below {variable.Cuts[0]}")
            : above == variable.Cuts.Count ? string.Create(CultureInfo.InvariantCulture, $"{variable.Cuts[^1]} or more")
            : string.Create(CultureInfo.InvariantCulture, $"{variable.Cuts[above - 1]} to below {variable.Cuts[above]}");
    }

    // The arm allocated where all that was given belongs to it; else the smallest arm that has it all; else the arm of the first dose.
    private static string TreatedArm(StudyRecords records, IReadOnlyList<ExposureEntry> doses, string? allocated)
    {
        if (doses.Count == 0)
            return "";
        var given = doses.Select(dose => dose.Treatment).ToHashSet(StringComparer.Ordinal);
        var arms = records.Protocol.Design.Arms;
        var fitting = arms.Where(arm => given.All(code => arm.Treatments.Any(treatment => string.Equals(treatment.Code, code, StringComparison.Ordinal)))).ToList();
        if (fitting.Find(arm => string.Equals(arm.Code, allocated, StringComparison.Ordinal)) is not null)
            return allocated!;
        return fitting.OrderBy(arm => arm.Treatments.Count).FirstOrDefault()?.Code
            ?? arms.FirstOrDefault(arm => arm.Treatments.Any(treatment => string.Equals(treatment.Code, doses[0].Treatment, StringComparison.Ordinal)))?.Code ?? "";
    }

    private static bool Holds(SetCondition condition, Subject subject, Sources known, IEnumerable<Deviation> deviations) => condition.Kind switch
    {
        SetConditionKind.Screened => true,
        SetConditionKind.Randomized => subject.IsRandomized,
        SetConditionKind.Treated => subject.FirstDose is not null,
        SetConditionKind.TreatedAsAllocated => subject.FirstDose is not null && string.Equals(subject.TreatedArm, subject.Arm, StringComparison.Ordinal),
        SetConditionKind.Assessed => known.Tumors?.Series is { Assessments.Count: > 0 },
        SetConditionKind.Doses => subject.DoseDays >= condition.Number,
        SetConditionKind.With => Says(condition, known.Assessed.Forms),
        SetConditionKind.Without => !Says(condition, known.Assessed.Forms),
        SetConditionKind.WithoutDeviation => !deviations.Any(one => (!condition.OnlyImportant || one.Important != 0) && (condition.Categories.Count == 0 || condition.Categories.Contains(one.Category, StringComparer.Ordinal))),
        _ => throw new InvalidOperationException($"A set cannot ask for {condition.Kind}."),
    };

    private static bool Says(SetCondition condition, IReadOnlyList<FilledForm> forms) =>
        forms.Any(filled => string.Equals(filled.Form.Code, condition.Form, StringComparison.Ordinal) && FieldRules.Applies(condition.Rule, filled.Answers));
}
