using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Records;

namespace Equipoise.Analysis.Overview;

/// <summary>The way of all participants through the trial: the flow diagram of CONSORT 2025 (item 22), as of today.</summary>
/// <param name="Assessed">People who were assessed for eligibility; somebody screened again counts once.</param>
/// <param name="InScreening">Of these, still in screening.</param>
/// <param name="NotEligible">Not randomized: a criterion failed.</param>
/// <param name="NotRandomizedOtherwise">Not randomized for another reason.</param>
/// <param name="Arms">What became of those randomized, by arm; one flow of all arms together, with a null code, for readers who may not see arms.</param>
public sealed record ParticipantFlow(int Assessed, int InScreening, int NotEligible, int NotRandomizedOtherwise, IReadOnlyList<ArmFlow> Arms)
{
    /// <summary>People randomized.</summary>
    public int Randomized => Arms.Sum(arm => arm.Allocated);

    /// <summary>Counts it.</summary>
    /// <param name="overview">What is on record at the sites that the reader may see.</param>
    public static ParticipantFlow Of(StudyOverview overview)
    {
        ArgumentNullException.ThrowIfNull(overview);
        var records = overview.Records;
        // Whoever was screened again is the same person under another number: the last screening tells how theirs ended.
        var again = records.Participants.Select(participant => participant.RescreenedFrom).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var people = records.Participants.Where(participant => !again.Contains(participant.Code)).ToList();
        var failed = people.Where(participant => participant.Status is ParticipantStatus.ScreenFailure).ToList();
        var unfit = failed.Count(participant => !string.IsNullOrEmpty(participant.FailedCriteria));
        var allocated = records.Allocations.Select(allocation => allocation.Participant).ToHashSet(StringComparer.Ordinal);
        var undecided = people.Count(participant => participant.Status is not ParticipantStatus.ScreenFailure && !allocated.Contains(participant.Code));
        // Consent withdrawn before randomization is an end of screening too.
        var gone = people.Count(participant => participant.Status is ParticipantStatus.OffStudy && !allocated.Contains(participant.Code));
        IReadOnlyList<string?> arms = overview.ShowsArms ? [.. records.Protocol.Design.Arms.Select(arm => arm.Code)] : [null];
        return new ParticipantFlow(people.Count, undecided - gone, unfit, failed.Count - unfit + gone, [.. arms.Select(arm => FlowOf(records, arm))]);
    }

    private static ArmFlow FlowOf(StudyRecords records, string? arm)
    {
        var codes = records.Allocations.Where(allocation => arm is null || string.Equals(allocation.Arm, arm, StringComparison.Ordinal)).Select(allocation => allocation.Participant).ToList();
        var treated = codes.Where(code => IsTreated(records, code)).ToList();
        var ends = treated.Select(code => Last(records, code, DispositionKind.TreatmentEnd)).OfType<DispositionEvent>().ToList();
        return new ArmFlow(
            arm,
            codes.Count,
            treated.Count,
            [.. Reasons(records, ends)],
            [.. Reasons(records, [.. codes.Select(code => Last(records, code, DispositionKind.StudyEnd)).OfType<DispositionEvent>()])],
            codes.Count(code => Last(records, code, DispositionKind.Withdrawal) is not null),
            codes.Count(code => Last(records, code, DispositionKind.Death) is not null));
    }

    // The forms of SDTM's domain EX are those of doses given.
    private static bool IsTreated(StudyRecords records, string code) =>
        records.Entries[code].Any(entry => string.Equals(records.Protocol.Design.Form(entry.Form)?.Domain, "EX", StringComparison.Ordinal));

    private static DispositionEvent? Last(StudyRecords records, string code, string kind) =>
        records.Dispositions[code].LastOrDefault(happened => string.Equals(happened.Kind, kind, StringComparison.Ordinal));

    private static IEnumerable<ReasonCount> Reasons(StudyRecords records, List<DispositionEvent> ends) =>
        records.Protocol.Design.DiscontinuationReasons
            .Select(reason => new ReasonCount(reason.Label, ends.Count(end => string.Equals(end.Reason, reason.Code, StringComparison.Ordinal))))
            .Where(counted => counted.Count > 0);
}
