using Equipoise.Conduct.Disposition;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>disposition</c>.</summary>
internal static class DispositionTable
{
    public static Task<IReadOnlyList<DispositionEvent>> DispositionsAsync(this ConductSnapshot snapshot, string study, string code) =>
        snapshot.QueryAsync<DispositionEvent>(
            "select number as Number, kind as Kind, on_day as OnDay, reason as Reason, note as Note from disposition where study_id = @study and participant_id = @code order by number",
            new { study, code });

    public static Task AddDispositionAsync(this ConductChange change, string code, DispositionEvent happened) =>
        change.ExecuteAsync(
            "insert into disposition (study_id, participant_id, number, kind, on_day, reason, note) values (@Trail, @code, @Number, @Kind, @OnDay, @Reason, @Note)",
            new { change.Trail, code, happened.Number, happened.Kind, happened.OnDay, happened.Reason, happened.Note });
}
