using Equipoise.Conduct.Safety;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>serious_event_report</c>.</summary>
internal static class SeriousEventReportTable
{
    private const string Columns =
        """
        select participant_id as Participant, entry_id as Entry, number as Number, entry_version as EntryVersion, reported_at as ReportedAt, reported_to as ReportedTo,
          note as Note, content as Content, recorded_by as RecordedBy, recorded_at as RecordedAt
        from serious_event_report where study_id = @study
        """;

    public static Task<IReadOnlyList<SeriousEventReport>> ReportsAsync(this ConductSnapshot snapshot, string study, string code, string entry) =>
        snapshot.QueryAsync<SeriousEventReport>($"{Columns} and participant_id = @code and entry_id = @entry order by number", new { study, code, entry });

    public static Task<IReadOnlyList<SeriousEventReport>> ReportsOfStudyAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<SeriousEventReport>($"{Columns} order by participant_id, entry_id, number", new { study });

    public static Task AddReportAsync(this ConductChange change, SeriousEventReport report) =>
        change.ExecuteAsync(
            """
            insert into serious_event_report
              (study_id, participant_id, entry_id, number, entry_version, reported_at, reported_to, note, content, account_id, recorded_by, recorded_at)
            values (@Trail, @Participant, @Entry, @Number, @EntryVersion, @ReportedAt, @ReportedTo, @Note, @Content, @AccountId, @RecordedBy, @RecordedAt)
            """,
            new
            {
                change.Trail, report.Participant, report.Entry, report.Number, report.EntryVersion, report.ReportedAt, report.ReportedTo, report.Note, report.Content,
                change.Actor.AccountId, report.RecordedBy, report.RecordedAt,
            });
}
