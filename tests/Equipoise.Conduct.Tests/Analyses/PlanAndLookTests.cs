using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Records;
using Equipoise.Storage;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Tests.Analyses;

public sealed class PlanAndLookOnSqliteTests() : PlanAndLookTests(new SqliteTestDatabase());

public sealed class PlanAndLookOnPostgresTests() : PlanAndLookTests(new PostgresTestDatabase());

public abstract class PlanAndLookTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly Actor Analyst = new("a-analyst", "analyst", "Ana Lyst", [new Grant(Role.TrialStatistician)], "192.0.2.9");
    private static readonly Actor Committee = new("a-committee", "committee", "Dee Emcee", [new Grant(Role.MonitoringCommittee)], "192.0.2.10");

    private Trial trial = null!;
    private PlanSteps plans = null!;
    private LookSteps looks = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSiteAsync(place);
        (plans, looks) = (new PlanSteps(trial.Store, Trial.PasswordCheck), new LookSteps(trial.Store, Trial.PasswordCheck));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task A_plan_is_locked_with_a_signature_bound_to_its_hash_and_the_trail_knows()
    {
        var plan = await LockAsync("alpha: 0.025");

        (plan.Number, plan.LockedBy, plan.Meaning, plan.LooksBefore).ShouldBe((1, "Ana Lyst", PlanSteps.Meaning, 0));
        (await plans.ListAsync(Analyst, Trial.Study, Cancellation)).ShouldHaveSingleItem().ShouldBe(plan);
        var told = (await trial.TrailAsync())[^1];
        told.Action.ShouldBe("analysis-plan.lock");
        told.Changes.ShouldContain(plan.Hash);
    }

    [Fact]
    public async Task A_later_plan_is_a_new_version_with_its_reason_and_the_first_stays()
    {
        await LockAsync("alpha: 0.025");

        (await RefusedAsync(() => LockAsync("alpha: 0.025"))).Code.ShouldBe("plan-locked");
        (await RefusedAsync(() => LockAsync("alpha: 0.05"))).Code.ShouldBe("reason-missing");
        await LockAsync("alpha: 0.05", "amendment 1");

        (await plans.ListAsync(Analyst, Trial.Study, Cancellation)).Select(plan => plan.Content).ShouldBe(["alpha: 0.025", "alpha: 0.05"]);
    }

    [Fact]
    public async Task Without_the_password_or_the_permission_nothing_is_locked()
    {
        (await RefusedAsync(() => plans.LockAsync(Analyst, Trial.Study, "Plan", "x", "", "wrong", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        foreach (var other in new[] { Trial.Sponsor, Trial.Auditor, Trial.Investigator(), Committee })
            (await RefusedAsync(() => plans.LockAsync(other, Trial.Study, "Plan", "x", "", Trial.Password, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);

        (await plans.ListAsync(Analyst, Trial.Study, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_look_is_recorded_once_on_a_cut_and_its_signature_is_in_the_trail()
    {
        await LockAsync("alpha: 0.025");
        await FreezeAsync();

        var look = await RecordAsync(1, 1);

        (look.Number, look.Decision, look.DecidedBy, look.SignedBy).ShouldBe((1, "continue", "The committee", "Ana Lyst"));
        (await looks.ListAsync(Analyst, Trial.Study, Cancellation)).ShouldHaveSingleItem().ShouldBe(look);
        (await trial.TrailAsync())[^1].Changes.ShouldContain(look.Hash);
        (await RefusedAsync(() => RecordAsync(2, 1))).Code.ShouldBe("looked");
    }

    [Fact]
    public async Task A_look_without_a_locked_plan_or_after_the_final_one_is_refused()
    {
        await FreezeAsync();
        (await RefusedAsync(() => RecordAsync(1, 1))).Code.ShouldBe("no-plan");

        await LockAsync("alpha: 0.025");
        (await RefusedAsync(() => RecordAsync(1, 9))).Code.ShouldBe("no-such-cut");
        (await RefusedAsync(() => RecordAsync(2, 1))).Code.ShouldBe("stale");
        await RecordAsync(1, 1, isFinal: true);
        await FreezeAsync();
        (await RefusedAsync(() => RecordAsync(2, 2))).Code.ShouldBe("final");
    }

    [Theory]
    [InlineData("dance", "The committee", "decision")]
    [InlineData("continue", " ", "decided-by")]
    public async Task A_look_says_what_was_decided_and_by_whom(string decision, string decidedBy, string code)
    {
        await LockAsync("alpha: 0.025");
        await FreezeAsync();

        (await RefusedAsync(() => looks.RecordAsync(Analyst, Trial.Study, New(1, 1) with { Decision = decision, DecidedBy = decidedBy }, Trial.Password, Cancellation))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task The_sponsor_learns_what_was_decided_and_not_what_was_found()
    {
        await LockAsync("alpha: 0.025");
        await FreezeAsync();
        await RecordAsync(1, 1);

        var toSponsor = (await looks.ListAsync(Trial.Sponsor, Trial.Study, Cancellation)).ShouldHaveSingleItem();
        (toSponsor.Finding, toSponsor.Note, toSponsor.Decision).ShouldBe(("{}", "", "continue"));
        (await looks.ListAsync(Committee, Trial.Study, Cancellation)).ShouldHaveSingleItem().Finding.ShouldContain("0.7");
        (await RefusedAsync(() => looks.ListAsync(Trial.Investigator(), Trial.Study, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Theory]
    [InlineData("update analysis_plan set content = 'other'")]
    [InlineData("delete from analysis_look")]
    public async Task What_was_signed_cannot_be_changed(string change)
    {
        await LockAsync("alpha: 0.025");
        await FreezeAsync();
        await RecordAsync(1, 1);

        (await Should.ThrowAsync<StorageException>(trial.Database.WriteAsync(transaction => transaction.ExecuteAsync(change), Cancellation))).Message.ShouldContain("append-only");
    }

    private Task<LockedPlan> LockAsync(string content, string reason = "") => plans.LockAsync(Analyst, Trial.Study, "The plan", content, reason, Trial.Password, Cancellation);

    private async Task FreezeAsync()
    {
        var read = await new StudyRecordsReader(trial.Store).ReadAsync(Analyst, Trial.Study, Cancellation);
        await new DataCutSteps(trial.Store).FreezeAsync(Analyst, read, new NewDataCut("A cut", new DateOnly(2026, 3, 1), [1]), Cancellation);
    }

    private Task<RecordedLook> RecordAsync(long number, long cut, bool isFinal = false) => looks.RecordAsync(Analyst, Trial.Study, New(number, cut) with { IsFinal = isFinal }, Trial.Password, Cancellation);

    private static NewLook New(long number, long cut) => new("Interim analysis", false, cut, 1, number, "{\"information\":0.7}", "continue", "The committee", "closed session");

    private static Task<StepRefusedException> RefusedAsync<T>(Func<Task<T>> step) => Should.ThrowAsync<StepRefusedException>(step);
}
