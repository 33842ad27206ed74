using Equipoise.Conduct.Screening;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>decision</c>.</summary>
internal static class DecisionTable
{
    private const string Fields =
        """
        criterion as Criterion, statement as Statement, holds as Holds, source as Source, reason as Reason, decided_on as DecidedOn, decided_by as DecidedBy, version as Version
        """;

    private const string OfParticipant = $"select {Fields} from decision where study_id = @study and participant_id = @code order by criterion, statement";

    public static Task<IReadOnlyList<Decision>> DecisionsAsync(this ConductSnapshot snapshot, string study, string code) => snapshot.QueryAsync<Decision>(OfParticipant, new { study, code });

    public static BatchAnswer<IReadOnlyList<Decision>> Decisions(this StatementBatch batch, string study, string code) => batch.All<Decision>(OfParticipant, new { study, code });

    /// <summary>Those of all participants of a study.</summary>
    public static Task<IReadOnlyList<(string Participant, Decision Decision)>> DecisionsOfStudyAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryOfParticipantsAsync<Decision>($"select participant_id, {Fields} from decision where study_id = @study order by participant_id, criterion, statement", "Criterion", new { study });

    /// <summary>Writes the newest decision about a statement; what was decided before stands in the trail.</summary>
    public static Task KeepDecisionAsync(this ConductChange change, string code, Decision decision) =>
        change.ExecuteAsync(
            """
            insert into decision (study_id, participant_id, criterion, statement, holds, source, reason, decided_on, decided_by, version)
            values (@Trail, @code, @Criterion, @Statement, @Holds, @Source, @Reason, @DecidedOn, @DecidedBy, @Version)
            on conflict (study_id, participant_id, criterion, statement) do update set holds = excluded.holds, source = excluded.source,
              reason = excluded.reason, decided_on = excluded.decided_on, decided_by = excluded.decided_by, version = excluded.version
            """,
            new { change.Trail, code, decision.Criterion, decision.Statement, decision.Holds, decision.Source, decision.Reason, decision.DecidedOn, decision.DecidedBy, decision.Version });
}
