using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Publication;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Review;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Store;
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
    public async Task What_is_recorded_outside_casebooks_is_held_against_the_trail_as_well()
    {
        await LivedAroundAsync();
        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();

        await NamedAsync("deviation", "update deviation set cause = 'nobody' where number = 1", "deviation/1", "cause is 'nobody' in the tables and nothing by the trail");
        await NamedAsync("deviation", "update deviation set status = 'void' where number = 1", "deviation/1", "status is 'void'");
        await NamedAsync("deviation", "delete from deviation where number = 1", "deviation/1 stands in the trail and not in the tables");
        await NamedAsync("site", "update site set enrollment_cap = 99", "site/FR01", "enrollmentCap is '99' in the tables and nothing by the trail");
        await NamedAsync("site", "update site set status = 'active'", "site/FR01", "status is 'active' in the tables and 'closed' by the trail");
        await NamedAsync("scheme", "update scheme set retired_at = null where number = 1", "scheme/1", "retired is 'no' in the tables and 'yes' by the trail");
        await NamedAsync("scheme", "update scheme set commitment = 'x' where number = 2", "scheme/2", "commitment");
        await NamedAsync("study", "update study set locked = 1", $"study/{Trial.Study}", "locked");
        foreach (var sql in Unguard("protocol_version").Concat(Unguard("data_cut")))
            await TamperAsync(sql);
        await NamedAsync("protocol_version", "update protocol_version set content = replace(content, 'ILLUMINE', 'ILLUMINATE')", "protocol/", "hash is");
        await NamedAsync("data_cut", "update data_cut set cutoff = '2026-01-01'", "data-cut/1", "cutoff is '2026-01-01'");
        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_published_signed_or_sent_is_held_against_the_trail_as_well()
    {
        await SentAsync();
        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();

        foreach (var sql in ((string[])["publication", "analysis_plan", "analysis_look", "serious_event_report", "data_cut"]).SelectMany(Unguard))
            await TamperAsync(sql);
        await NamedAsync("publication", "update publication set enrolled = 700", "publication/1", "enrolled is '700' in the tables and '1' by the trail");
        await NamedAsync("publication", "delete from publication", "publication/1 stands in the trail and not in the tables");
        await NamedAsync("analysis_plan", "update analysis_plan set content = 'alpha: 0.05'", "analysis-plan/1", "plan is");
        await NamedAsync("analysis_plan", "update analysis_plan set locked_by = 'Nobody'", "analysis-plan/1", "by is 'Nobody' in the tables and 'Tia Statistician' by the trail");
        await NamedAsync("analysis_look", "update analysis_look set finding = '{\"z\": 3}'", "analysis-look/1", "content is");
        await NamedAsync("analysis_look", "update analysis_look set decision = 'stop-efficacy'", "analysis-look/1", "decision is 'stop-efficacy' in the tables and 'continue' by the trail");
        await NamedAsync("analysis_look", "update analysis_look set is_final = 1", "analysis-look/1", "final is 'yes' in the tables and 'no' by the trail");
        await NamedAsync("serious_event_report", "update serious_event_report set reported_at = '2026-03-01T00:00:00.0000000Z'", "report/1", "reportedAt is");
        await NamedAsync("serious_event_report", "update serious_event_report set content = replace(content, 'Febrile', 'Afebrile')", "report 1 of AE-1", "Afebrile");
        await NamedAsync("serious_event_report", "update serious_event_report set content = '{}'", "report 1 of AE-1", "empty in the tables");
        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_role_or_token_that_nobody_gave_through_the_program_is_named()
    {
        var (accounts, tokens) = (new AccountStore(trial.Store, trial.Clock), new TokenStore(trial.Store, trial.Clock));
        var link = await accounts.BeginSetupAsync(Actor.Program("serve"), Cancellation);
        await accounts.AcceptAsync(link!, new Account { Id = "a-admin", Username = "alex", Name = "Alex Administrator", PasswordHash = "a hash" }, "192.0.2.9", Cancellation);
        var administrator = new Actor("a-admin", "alex", "Alex Administrator", [new Grant(Role.Administrator)], "192.0.2.9");
        IReadOnlyList<Grant> grants = [new(Role.SiteCoordinator, "FR01")];
        var (id, _) = await accounts.InviteAsync(administrator, "cora", "Cora Coordinator", grants, Cancellation);
        await accounts.GrantAsync(administrator, id, new Grant(Role.Monitor), "also monitors", Cancellation);
        await accounts.RevokeAsync(administrator, id, new Grant(Role.Monitor), "no longer", Cancellation);
        await tokens.MakeAsync(new Actor(id, "cora", "Cora Coordinator", grants, "192.0.2.5"), "import", [Permission.EnterData], 30, Cancellation);
        (await trial.Audit.CompareAsync("accounts", Cancellation)).ShouldBeNull();

        await AccountsNamedAsync("update account_grant set site_id = null where role = 'SiteCoordinator'", "update account_grant set site_id = 'FR01' where role = 'SiteCoordinator'", "roles is 'SiteCoordinator'");
        await AccountsNamedAsync("update account_grant set revoked_at = null", "update account_grant set revoked_at = 'then' where role = 'Monitor'", "roles is 'Monitor; SiteCoordinator at FR01'");
        await AccountsNamedAsync("update api_token set limits = 'Randomize'", "update api_token set limits = 'EnterData'", "limits is 'Randomize'");
        await AccountsNamedAsync("update account set name = 'Someone Else' where username = 'cora'", "update account set name = 'Cora Coordinator' where username = 'cora'", "name is 'Someone Else'");
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

    private async Task AccountsNamedAsync(string sql, string undo, string words)
    {
        await TamperAsync(sql);
        (await trial.Audit.CompareAsync("accounts", Cancellation)).ShouldNotBeNull(sql).ShouldContain(words, Case.Sensitive, sql);
        await TamperAsync(undo);
    }

    private async Task LivedAroundAsync()
    {
        var details = new DeviationDetails(DeviationCategory.Visit, "A visit was missed.", new DateOnly(2026, 3, 1));
        var documented = await trial.Deviations.DocumentAsync(Trial.Coordinator(), Trial.Study, new DeviationPlace(Site: "FR01"), details, Cancellation);
        await trial.Deviations.ChangeAsync(Trial.Coordinator(), Trial.Study, documented.Number, details with { IsImportant = true }, documented.Version, "it was the first dose", Cancellation);
        await trial.Schemes.ActivateAsync(Trial.Statistician, Trial.Study, ["B"], null, "arm B closed", Cancellation);
        var statistician = new Actor("a-ts", "ts", "Tia Statistician", [new Grant(Role.TrialStatistician)], "192.0.2.8");
        var records = await new StudyRecordsReader(trial.Store).ReadAsync(statistician, Trial.Study, Cancellation);
        await new DataCutSteps(trial.Store).FreezeAsync(statistician, records, new NewDataCut("First look", new DateOnly(2026, 3, 1), "{}"u8.ToArray()), Cancellation);
        var site = await trial.Sites.FindAsync(Trial.Sponsor, Trial.Study, "FR01", Cancellation);
        await trial.Sites.CloseAsync(Trial.Sponsor, Trial.Study, "FR01", site.Version, "enough", Cancellation);
    }

    private async Task SentAsync()
    {
        var code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        var (statistician, password) = (new Actor("a-ts", "ts", "Tia Statistician", [new Grant(Role.TrialStatistician)], "192.0.2.8"), Trial.PasswordCheck);
        await new PublicationSteps(trial.Store).PublishAsync(Trial.Sponsor, Trial.Study, "RECRUITING", "first participant in", Cancellation);
        await new PlanSteps(trial.Store, password).LockAsync(statistician, Trial.Study, "Analysis plan", "alpha: 0.025", "", Trial.Password, Cancellation);
        var records = await new StudyRecordsReader(trial.Store).ReadAsync(statistician, Trial.Study, Cancellation);
        await new DataCutSteps(trial.Store).FreezeAsync(statistician, records, new NewDataCut("First look", new DateOnly(2026, 3, 1), "{}"u8.ToArray()), Cancellation);
        var look = new NewLook("Interim analysis", IsFinal: false, 1, 1, 1, "{\"z\": 2}", "continue", "The committee", "closed session");
        await new LookSteps(trial.Store, password).RecordAsync(statistician, Trial.Study, look, Trial.Password, Cancellation);
        trial.Clock.Now = new DateTimeOffset(2026, 3, 10, 19, 0, 0, TimeSpan.Zero);
        var aware = new DateTime(2026, 3, 10, 8, 0, 0);
        var answers = new Dictionary<string, string?>
        {
            ["TERM"] = "Febrile neutropenia", ["GRADE"] = "3", ["START"] = "2026-03-08", ["SER"] = "Y", ["ACTION"] = "DELAY", ["OUT"] = "NOT", ["SERWHY"] = "HOSP", ["AWARE"] = "2026-03-10T08:00",
        };
        var arm = (await new AssessmentReader(trial.Store).ReadAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Arm!;
        foreach (var treatment in arm.Treatments)
            answers[$"REL{treatment.Code}"] = "YES";
        await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("AE", "UNS"), answers, Cancellation);
        await new SeriousEventSteps(trial.Store).ReportAsync(Trial.Investigator(), Trial.Study, code, "AE-1", 1, aware.AddHours(1), "safety desk", "by fax", Cancellation);
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "AE-1", new Dictionary<string, string?>(answers) { ["GRADE"] = "4" }, 1, "worse than thought", Cancellation);
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
