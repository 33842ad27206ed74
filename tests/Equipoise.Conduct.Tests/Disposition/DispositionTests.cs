using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;

namespace Equipoise.Conduct.Tests.Disposition;

public sealed class DispositionOnSqliteTests() : DispositionTests(new SqliteTestDatabase());

public sealed class DispositionOnPostgresTests() : DispositionTests(new PostgresTestDatabase());

public abstract class DispositionTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly DateOnly Randomized = new(2026, 3, 2);
    private Trial trial = null!;
    private DispositionSteps steps = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSchemeAsync(place);
        steps = new DispositionSteps(trial.Store);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task Treatment_ends_by_a_reason_of_the_protocol_survival_is_followed_and_death_ends_the_study()
    {
        var code = await RandomizedAsync();
        trial.Clock.Now += TimeSpan.FromDays(200);

        await RecordAsync(code, DispositionKind.TreatmentEnd, Randomized.AddDays(120), "PD");
        await RecordAsync(code, DispositionKind.Alive, Randomized.AddDays(150));
        await RecordAsync(code, DispositionKind.Death, Randomized.AddDays(180));

        var (file, _) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        file.Participant.Status.ShouldBe("off-study");
        (await steps.ListAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Select(one => one.Kind).ShouldBe(["treatment-end", "alive", "death"]);
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("treatment-end", 10, "WHIM", "reason")]
    [InlineData("treatment-end", -1, "PD", "before-randomization")]
    [InlineData("death", 400, "", "date-in-future")]
    [InlineData("death", -30, "", "before-consent")]
    [InlineData("alive", 10, "PD", "reason")]
    [InlineData("vanished", 10, "", "disposition-kind")]
    public async Task What_cannot_have_been_so_is_refused(string kind, int day, string reason, string refusal)
    {
        var code = await RandomizedAsync();
        trial.Clock.Now += TimeSpan.FromDays(200);

        (await Should.ThrowAsync<StepRefusedException>(RecordAsync(code, kind, Randomized.AddDays(day), reason))).Code.ShouldBe(refusal);
    }

    [Fact]
    public async Task Nobody_lives_after_death_or_dies_before_the_last_sign_of_life()
    {
        var code = await RandomizedAsync();
        trial.Clock.Now += TimeSpan.FromDays(200);
        await RecordAsync(code, DispositionKind.Alive, Randomized.AddDays(100));

        (await Should.ThrowAsync<StepRefusedException>(RecordAsync(code, DispositionKind.Death, Randomized.AddDays(99)))).Code.ShouldBe("alive-later");
        await RecordAsync(code, DispositionKind.Death, Randomized.AddDays(120));
        (await Should.ThrowAsync<StepRefusedException>(RecordAsync(code, DispositionKind.Alive, Randomized.AddDays(121)))).Code.ShouldBe("after-death");
        (await Should.ThrowAsync<StepRefusedException>(RecordAsync(code, DispositionKind.Death, Randomized.AddDays(125)))).Code.ShouldBe("reason-missing");
        (await RecordAsync(code, DispositionKind.Death, Randomized.AddDays(125), note: "by the death certificate")).Number.ShouldBe(3);
    }

    [Fact]
    public async Task After_a_withdrawal_only_what_was_allowed_is_collected()
    {
        var code = await RandomizedAsync();
        await steps.RecordAsync(Trial.Investigator(), Trial.Study, code, DispositionKind.Withdrawal, Randomized, "", "", ["SS"], Cancellation);

        (await Should.ThrowAsync<StepRefusedException>(trial.Forms.EnterAsync(
            Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "UNS"), Answers.Of(("DATE", "2026-03-02"), ("ECOG", "1")), Cancellation))).Code.ShouldBe("consent-withdrawn");
    }

    [Fact]
    public async Task A_withdrawal_in_screening_ends_screening()
    {
        var code = await trial.ConsentedAsync();

        await RecordAsync(code, DispositionKind.Withdrawal, new DateOnly(2026, 3, 2));

        var (file, _) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        (file.Participant.Status, file.Participant.FailureReason).ShouldBe(("screen-failure", "consent withdrawn"));
        (await Should.ThrowAsync<StepRefusedException>(trial.RandomizeAsync(code))).Code.ShouldBe("not-in-screening");
    }

    [Fact]
    public async Task A_monitor_verifies_a_data_manager_locks_and_what_is_locked_is_not_corrected()
    {
        var code = await trial.ConsentedAsync();
        var entry = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "SCR"), Answers.Of(("DATE", "2026-03-01"), ("ECOG", "1")), Cancellation);
        var review = new ReviewSteps(trial.Store);
        var monitor = new Actor("m", "mo", "Mo Monitor", [new Grant(Role.Monitor, "FR01")], "test");
        var manager = new Actor("d", "dm", "Dee Manager", [new Grant(Role.DataManager)], "test");

        (await Should.ThrowAsync<StepRefusedException>(review.MarkAsync(monitor, Trial.Study, code, entry.Id, ReviewMark.Locked, true, 1, "", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await review.MarkAsync(monitor, Trial.Study, code, entry.Id, ReviewMark.Verified, true, 1, "", Cancellation)).Verified.ShouldBe(1);
        await review.MarkAsync(manager, Trial.Study, code, entry.Id, ReviewMark.Locked, true, 1, "", Cancellation);
        (await Should.ThrowAsync<StepRefusedException>(trial.Forms.CorrectAsync(
            Trial.Coordinator(), Trial.Study, code, entry.Id, Answers.Of(("DATE", "2026-03-01"), ("ECOG", "0")), 1, "wrong line", Cancellation))).Code.ShouldBe("entry-closed");
        (await Should.ThrowAsync<StepRefusedException>(review.MarkAsync(manager, Trial.Study, code, entry.Id, ReviewMark.Locked, false, 1, "", Cancellation))).Code.ShouldBe("reason-missing");
    }

    private async Task<string> RandomizedAsync()
    {
        var code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        return code;
    }

    private Task<DispositionEvent> RecordAsync(string code, string kind, DateOnly on, string reason = "", string note = "") =>
        steps.RecordAsync(Trial.Investigator(), Trial.Study, code, kind, on, reason, note, null, Cancellation);
}
