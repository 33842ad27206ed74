using Equipoise.Conduct.Disposition;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>disposition</c>.</summary>
internal static class DispositionTable
{
    public static Task<IReadOnlyList<DispositionEvent>> DispositionsAsync(this ConductSnapshot snapshot, string study, string code) =>
        snapshot.QueryAsync<DispositionEvent>(
            "select number as Number, kind as Kind, on_day as OnDay, reason as Reason, note as Note from disposition where study_id = @study and participant_id = @code order by number",
            new { study, code });

    /// <summary>Those of all participants of a study.</summary>
    public static async Task<IReadOnlyList<(string Participant, DispositionEvent Disposition)>> DispositionsOfStudyAsync(this ConductSnapshot snapshot, string study)
    {
        // Two reads of one snapshot in one order, as with form entries.
        var dispositions = await snapshot.QueryAsync<DispositionEvent>(
            "select number as Number, kind as Kind, on_day as OnDay, reason as Reason, note as Note from disposition where study_id = @study order by participant_id, number", new { study });
        var participants = await snapshot.QueryAsync<string>("select participant_id from disposition where study_id = @study order by participant_id, number", new { study });
        return [.. participants.Zip(dispositions)];
    }

    public static Task AddDispositionAsync(this ConductChange change, string code, DispositionEvent happened) =>
        change.ExecuteAsync(
            "insert into disposition (study_id, participant_id, number, kind, on_day, reason, note) values (@Trail, @code, @Number, @Kind, @OnDay, @Reason, @Note)",
            new { change.Trail, code, happened.Number, happened.Kind, happened.OnDay, happened.Reason, happened.Note });
}
