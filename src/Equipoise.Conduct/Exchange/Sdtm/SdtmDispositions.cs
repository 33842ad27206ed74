using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Participants;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>The milestones and ends of a participant (SDTMIG 3.4, section 6.2.4). A contact with somebody alive is no disposition.</summary>
internal static class SdtmDispositions
{
    private const string Milestone = "PROTOCOL MILESTONE";
    private const string End = "DISPOSITION EVENT";

    public static IEnumerable<SdtmRow> Of(ParticipantRecords participant)
    {
        foreach (var consent in participant.File.Consents)
            yield return Row("INFORMED CONSENT OBTAINED", "INFORMED CONSENT OBTAINED", Milestone, consent.ConsentedOn).With("EPOCH", consent.Number == 1 ? "SCREENING" : null);
        if (participant.Allocation is { } allocation)
            yield return Row("RANDOMIZED", "RANDOMIZED", Milestone, allocation.RandomizedOn).With("EPOCH", "SCREENING");
        if (participant.File.Participant is { Status: ParticipantStatus.ScreenFailure } failed)
            yield return Row(failed.FailureReason ?? "Screening failure", "SCREEN FAILURE", End, day: null).With("EPOCH", "SCREENING");
        var reasons = participant.File.Protocol.Design.DiscontinuationReasons;
        // A later record of the same kind corrects the one before it.
        foreach (var happened in participant.Dispositions.Where(one => one.Kind is not DispositionKind.Alive).GroupBy(one => one.Kind, StringComparer.Ordinal).Select(kind => kind.Last()))
        {
            var label = reasons.FirstOrDefault(reason => string.Equals(reason.Code, happened.Reason, StringComparison.Ordinal))?.Label;
            var term = happened.Kind switch
            {
                DispositionKind.Death => "Death",
                DispositionKind.Withdrawal => "Withdrawal of consent",
                _ => label ?? happened.Reason,
            };
            var decoded = happened.Kind switch
            {
                DispositionKind.Death => "DEATH",
                DispositionKind.Withdrawal => "WITHDRAWAL BY SUBJECT",
                _ => term.ToUpperInvariant(),
            };
            yield return Row(term, decoded, End, happened.OnDay).Own("SCAT", happened.Kind is DispositionKind.TreatmentEnd ? "STUDY TREATMENT" : "STUDY PARTICIPATION");
        }
    }

    private static SdtmRow Row(string term, string decoded, string category, DateOnly? day) =>
        new SdtmRow("DS").Own("TERM", term).Own("DECOD", decoded).Own("CAT", category).Own("STDTC", StudyDays.Iso(day));
}
