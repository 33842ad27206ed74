using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Safety;

/// <summary>Records that a serious adverse event was reported (ICH E6(R3) 2.7.2: immediately, with follow-up; ICH E2A).</summary>
/// <param name="store">The conduct database.</param>
public sealed class SeriousEventSteps(ConductStore store)
{
    private const int LongestReceiver = 200;
    private const int LongestNote = 2000;

    /// <summary>Records the first report, or a follow-up.</summary>
    /// <param name="actor">Who records it.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="entry">The entry of the event.</param>
    /// <param name="number">The number that the report will have, by what the actor has read: so a form sent twice records one report.</param>
    /// <param name="reportedAt">When it was sent, on the site's clock.</param>
    /// <param name="reportedTo">To whom.</param>
    /// <param name="note">In words; empty for nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, there is no such event, or it cannot have been so.</exception>
    public Task<SeriousEventReport> ReportAsync(
        Actor actor, string study, string code, string entry, long number, DateTime reportedAt, string reportedTo, string note, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.ReportSeriousEvents, study, code);
                var serious = await SeriousEvents.FindAsync(change, actor, participant, entry, change.Now);
                var site = serious.Participant.Site;
                Check(serious, number, reportedAt, reportedTo, note, change.Clock(site.TimeZone));
                var content = await change.EntryAsync(study, code, entry);
                var report = new SeriousEventReport
                {
                    Participant = code,
                    Entry = entry,
                    Number = number,
                    EntryVersion = content.Version,
                    ReportedAt = Moments.Write(SiteClock.At(reportedAt, site.TimeZone)),
                    ReportedTo = reportedTo.Trim(),
                    Note = note.Trim(),
                    Content = content.Answers,
                    RecordedBy = actor.Name,
                    RecordedAt = change.At,
                };
                await change.AddReportAsync(report);
                change.Tell(new AuditFact("serious-event.report", string.Create(CultureInfo.InvariantCulture, $"form/{entry}/report/{number}"))
                {
                    Site = site.Code,
                    TimeZone = site.TimeZone,
                    Participant = code,
                    ProtocolVersion = participant.ProtocolVersion,
                    Reason = report.Note.Length == 0 ? null : report.Note,
                    Changes =
                    [
                        new("reportedAt", null, report.ReportedAt), new("reportedTo", null, report.ReportedTo),
                        new("entryVersion", null, content.Version.ToString(CultureInfo.InvariantCulture)),
                    ],
                });
                return report;
            },
            cancellation);

    /// <summary>Reads a moment on the site's clock: <c>2026-03-04T14:30</c>.</summary>
    /// <exception cref="StepRefusedException">It is none.</exception>
    public static DateTime ReadMoment(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw StepRefusedException.Invalid("moment", "Write day and time of the report on the site's clock, such as 2026-03-04T14:30.");

    private static void Check(SeriousEvent serious, long number, DateTime reportedAt, string reportedTo, string note, DateTime now)
    {
        if (number != serious.Reports.Count + 1)
            throw StepRefusedException.Stale($"The reports of {serious.Event.Entry}");
        if (serious.Event.Aware is not { } aware)
            throw StepRefusedException.Conflict("awareness-missing", $"{serious.Event.Entry} does not say when the site knew of it: correct the entry first, since the hours run from then.");
        if (reportedAt > now)
            throw StepRefusedException.Invalid("report-in-future", $"{reportedAt:yyyy-MM-dd HH:mm} has not come yet at the site.");
        if (reportedAt < aware)
            throw StepRefusedException.Invalid("report-before-awareness", $"{reportedAt:yyyy-MM-dd HH:mm} is before the site knew of the event, {aware:yyyy-MM-dd HH:mm}: correct one of the two.");
        if (serious.Reports.Count > 0 && SiteClock.At(reportedAt, serious.Participant.Site.TimeZone) < Moments.Read(serious.Reports[^1].ReportedAt))
            throw StepRefusedException.Invalid("report-order", $"Report {number} cannot have been sent before report {number - 1}.");
        if (string.IsNullOrWhiteSpace(reportedTo) || reportedTo.Trim().Length > LongestReceiver || reportedTo.Any(char.IsControl))
            throw StepRefusedException.Invalid("report-to", $"Say to whom it was reported, in at most {LongestReceiver} letters.");
        if (note is null || note.Length > LongestNote || note.Any(letter => char.IsControl(letter) && letter is not '\n' and not '\r' and not '\t'))
            throw StepRefusedException.Invalid("note", $"The note has at most {LongestNote} letters and none that cannot be shown.");
    }
}
