using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Safety;

/// <summary>Finds a serious adverse event by its entry.</summary>
internal static class SeriousEvents
{
    /// <summary>Finds it, or refuses.</summary>
    public static async Task<SeriousEvent> FindAsync(ConductSnapshot snapshot, Actor actor, Participant participant, string entry, DateTimeOffset now)
    {
        var assessed = await AssessmentReader.ReadAsync(snapshot, actor, participant);
        var happened = AdverseEvents.Of(assessed).Concat(AdverseEvents.StruckOf(assessed)).FirstOrDefault(one => string.Equals(one.Entry, entry, StringComparison.Ordinal))
            ?? throw StepRefusedException.NotFound("no-such-event", $"{participant.Code} has no adverse event {(entry.Length > 40 ? entry[..40] : entry)}.");
        var reports = await snapshot.ReportsAsync(participant.Study, participant.Code, entry);
        return (happened.IsSerious && !happened.IsStruck) || reports.Count > 0
            ? SeriousEvent.Of(assessed, happened, reports, now)
            : throw StepRefusedException.NotFound("not-serious", $"The adverse event {entry} of {participant.Code} is {(happened.IsStruck ? "struck out, and was never reported" : "not marked as serious: correct the entry first")}.");
    }
}
