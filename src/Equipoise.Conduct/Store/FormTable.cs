using Equipoise.Conduct.Forms;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>form_entry</c>.</summary>
internal static class FormTable
{
    private const string Columns = $"{Selected} from form_entry where study_id = @study and participant_id = @code";

    internal const string Selected = $"select {Fields}";

    private const string Fields =
        """
        entry_id as Id, form as Form, visit as Visit, visit_count as VisitCount, entry_number as Number, answers as Answers,
          recorded_on as RecordedOn, status as Status, verified as Verified, frozen as Frozen, locked as Locked, version as Version
        """;

    /// <summary>All entries of a participant, struck ones too, in the order of forms and numbers.</summary>
    public static Task<IReadOnlyList<FormEntry>> EntriesAsync(this ConductSnapshot snapshot, string study, string code) =>
        snapshot.QueryAsync<FormEntry>($"{Columns} order by form, entry_number", new { study, code });

    public static BatchAnswer<IReadOnlyList<FormEntry>> Entries(this StatementBatch batch, string study, string code) =>
        batch.All<FormEntry>($"{Columns} order by form, entry_number", new { study, code });

    /// <summary>The entries of a study's participants.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="study">The study.</param>
    /// <param name="forms">The codes of the forms that are wanted; null for all.</param>
    public static async Task<IReadOnlyList<(string Participant, FormEntry Entry)>> EntriesOfStudyAsync(this ConductSnapshot snapshot, string study, IReadOnlyCollection<string>? forms = null)
    {
        if (forms is { Count: 0 })
            return [];
        var values = new Dictionary<string, object>(StringComparer.Ordinal) { ["study"] = study };
        foreach (var form in forms ?? [])
            values[$"form{values.Count}"] = form;
        var wanted = forms is null ? "" : $" and form in ({string.Join(", ", values.Keys.Skip(1).Select(name => $"@{name}"))})";
        return await snapshot.QueryOfParticipantsAsync<FormEntry>($"select participant_id, {Fields} from form_entry where study_id = @study{wanted} order by participant_id, entry_id", "Id", values);
    }

    /// <summary>Finds it, or refuses.</summary>
    public static async Task<FormEntry> EntryAsync(this ConductSnapshot snapshot, string study, string code, string id) =>
        await snapshot.QueryOneAsync<FormEntry>($"{Columns} and entry_id = @id", new { study, code, id })
        ?? throw StepRefusedException.NotFound("no-such-entry", $"{code} has no form entry {id}.");

    public static Task AddEntryAsync(this ConductChange change, string code, FormEntry entry) =>
        change.ExecuteAsync(
            """
            insert into form_entry (study_id, participant_id, entry_id, form, visit, visit_count, entry_number, answers, recorded_on, status, verified, frozen, locked, version)
            values (@Trail, @code, @Id, @Form, @Visit, @VisitCount, @Number, @Answers, @RecordedOn, @Status, 0, 0, 0, 1)
            """,
            new { change.Trail, code, entry.Id, entry.Form, entry.Visit, entry.VisitCount, entry.Number, entry.Answers, entry.RecordedOn, entry.Status });

    /// <summary>Writes what a step made of an entry of a participant it has taken.</summary>
    public static Task KeepEntryAsync(this ConductChange change, string code, FormEntry entry) =>
        change.ExecuteAsync(
            """
            update form_entry set answers = @Answers, recorded_on = @RecordedOn, status = @Status, verified = @Verified, frozen = @Frozen, locked = @Locked, version = @Version
            where study_id = @Trail and participant_id = @code and entry_id = @Id
            """,
            new { change.Trail, code, entry.Id, entry.Answers, entry.RecordedOn, entry.Status, entry.Verified, entry.Frozen, entry.Locked, entry.Version });
}
