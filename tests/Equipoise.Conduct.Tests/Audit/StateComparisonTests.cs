using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Review;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Tests.Audit;

public sealed class StateComparisonOnSqliteTests() : StateComparisonTests(new SqliteTestDatabase())
{
    protected override IEnumerable<string> Unguard(string table) => [$"drop trigger {table}_refuses_update", $"drop trigger {table}_refuses_delete"];
}

public sealed class StateComparisonOnPostgresTests() : StateComparisonTests(new PostgresTestDatabase())
{
    protected override IEnumerable<string> Unguard(string table) => [$"drop trigger {table}_refuses_change on {table}"];
}

/// <summary>What somebody writes into the tables beside the program differs from what the trail tells.</summary>
public abstract class StateComparisonTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly Actor Monitor = new("a-mon", "mon", "Mona Monitor", [new Grant(Role.Monitor)], "192.0.2.6");
    private static readonly Actor DataManager = new("a-dm", "dm", "Dan Manager", [new Grant(Role.DataManager)], "192.0.2.7");

    private Trial trial = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => trial = await Trial.WithSchemeAsync(place);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task After_every_kind_of_step_the_trail_tells_what_the_tables_hold_and_any_change_beside_it_is_named()
    {
        var code = await LivedAsync();
        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();

        await NamedAsync("form_entry", "update form_entry set answers = replace(answers, '\"81\"', '\"90\"') where entry_id = 'VS-1'", $"{code}, VS-1", "WEIGHT is '90' in the tables and '81' by the trail");
        await NamedAsync("form_entry", "update form_entry set verified = 1 where entry_id = 'VS-1'", "VS-1", "verified is 'yes' in the tables and 'no' by the trail");
        await NamedAsync("form_entry", "delete from form_entry where entry_id = 'MH-1'", "MH-1", "stands in the trail and not in the tables");
        await NamedAsync("form_entry", "insert into form_entry select study_id, participant_id, 'PS-9', form, visit, visit_count, 9, answers, recorded_on, status, verified, frozen, locked, version from form_entry where entry_id = 'PS-1'", "PS-9", "in the tables and not in the trail");
        await NamedAsync("participant", "update participant set status = 'screening' where status = 'off-study'", code, "state is 'screening' in the tables and 'off-study' by the trail");
        await NamedAsync("consent", "update consent set consented_on = '2026-02-01'", code, "day of consent 1");
        await NamedAsync("decision", "update decision set holds = 1 - holds where statement = (select min(statement) from decision)", code, "decision on");
        await NamedAsync("data_query", "update data_query set status = 'open' where number = 1", code, "query 1 is 'open' in the tables and 'closed' by the trail");
        foreach (var sql in Unguard("allocation").Concat(Unguard("signature")).Concat(Unguard("disposition")))
            await TamperAsync(sql);
        await NamedAsync("allocation", "update allocation set arm = arm || 'X'", code, "arm is");
        await NamedAsync("signature", "update signature set content_hash = 'x' where number = 1", code, "signature 1");
        await NamedAsync("disposition", "update disposition set on_day = '2026-03-01' where kind = 'death'", code, "disposition");
        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();
        (await trial.Audit.CompareAsync("accounts", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_study_whose_trail_was_taken_away_is_named()
    {
        (await trial.Audit.StudiesWithoutTrailAsync(Cancellation)).ShouldBeEmpty();

        foreach (var sql in Unguard("audit_entry").Append("delete from audit_entry").Append("delete from trail"))
            await TamperAsync(sql);

        (await trial.Audit.StudiesWithoutTrailAsync(Cancellation)).ShouldBe([Trial.Study]);
    }

    /// <summary>Statements by which the owner of the database lifts the guard of a table that only grows.</summary>
    protected abstract IEnumerable<string> Unguard(string table);

    // The owner's statement about a table, what the comparison then says, and the table as it was.
    private async Task NamedAsync(string table, string sql, params string[] words)
    {
        await TamperAsync($"create table kept as select * from {table}");
        await TamperAsync(sql);
        var found = await trial.Audit.CompareAsync(Trial.Study, Cancellation);
        foreach (var undo in (string[])[$"delete from {table}", $"insert into {table} select * from kept", "drop table kept"])
            await TamperAsync(undo);
        foreach (var word in words)
            found.ShouldNotBeNull(sql).ShouldContain(word, Case.Sensitive, sql);
    }

    private Task TamperAsync(string sql) => trial.Database.WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation);

    private async Task<string> LivedAsync()
    {
        var (review, queries, dispositions, reader) = (new ReviewSteps(trial.Store), new QuerySteps(trial.Store, trial.Clock), new DispositionSteps(trial.Store), new ReviewReader(trial.Store));
        var code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        await review.MarkAsync(Monitor, Trial.Study, code, [new EntryRead("VS-1", 1), new EntryRead("MH-1", 1)], ReviewMark.Verified, isSet: true, "", Cancellation);
        await review.MarkAsync(DataManager, Trial.Study, code, "MH-1", ReviewMark.Frozen, isSet: true, 1, "", Cancellation);
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "VS-1", Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "170"), ("SYS", "130"), ("DIA", "80")), 1, "misread", Cancellation);
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "VS-1", Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "81"), ("SYS", "130"), ("DIA", "80")), 2, "a digit too many", Cancellation);
        await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("CM", "SCR"), Answers.Of(("ANY", "N")), Cancellation);
        await trial.Forms.StrikeAsync(Trial.Coordinator(), Trial.Study, code, "CM-2", 1, "entered twice", Cancellation);
        await queries.OpenAsync(Monitor, Trial.Study, code, "PS-1", "ECOG", "Who saw the participant?", Cancellation);
        await queries.AnswerAsync(Trial.Coordinator(), Trial.Study, code, 2, 1, "Ines did.", Cancellation);
        await dispositions.RecordAsync(Trial.Coordinator(), Trial.Study, code, DispositionKind.Death, new DateOnly(2026, 3, 2), "", "", null, Cancellation);
        var (_, hash) = await reader.ParticipantAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        await trial.Signatures.SignCasebookAsync(Trial.Investigator(), Trial.Study, code, hash, Trial.Password, Cancellation);
        var failed = await trial.ConsentedAsync();
        await trial.Screening.FailAsync(Trial.Coordinator(), Trial.Study, failed, "platelets too low", [], Cancellation);
        return code;
    }
}
