using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Review;

namespace Equipoise.Conduct.Tests.Review;

public sealed class LocksOnSqliteTests() : LockTests(new SqliteTestDatabase());

public sealed class LocksOnPostgresTests() : LockTests(new PostgresTestDatabase());

public abstract class LockTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly Actor Monitor = new("a-mon", "mon", "Mona Monitor", [new Grant(Role.Monitor)], "192.0.2.6");
    private static readonly Actor DataManager = new("a-dm", "dm", "Dan Manager", [new Grant(Role.DataManager)], "192.0.2.7");

    private Trial trial = null!;
    private ReviewSteps review = null!;
    private ReviewReader reader = null!;
    private LockSteps locks = null!;
    private QuerySteps queries = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSchemeAsync(place);
        review = new ReviewSteps(trial.Store);
        reader = new ReviewReader(trial.Store);
        locks = new LockSteps(trial.Store);
        queries = new QuerySteps(trial.Store, trial.Clock);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task Several_entries_are_verified_in_one_act_that_lists_each()
    {
        var code = await trial.EligibleAsync();
        var read = await ReadAsync(code);

        var marked = await review.MarkAsync(Monitor, Trial.Study, code, read, ReviewMark.Verified, isSet: true, "", Cancellation);

        marked.Count.ShouldBe(8);
        var last = (await trial.TrailAsync())[^1];
        (last.Action, last.Subject).ShouldBe(("form.mark", $"participant/{code}"));
        foreach (var entry in read)
            last.Changes.ShouldContain($"\"{entry.Id}/verified\"");
        (await RefusedAsync(review.MarkAsync(Monitor, Trial.Study, code, read, ReviewMark.Verified, isSet: true, "", Cancellation))).Code.ShouldBe("mark");
    }

    [Fact]
    public async Task Of_several_entries_none_is_marked_when_one_has_changed()
    {
        var code = await trial.EligibleAsync();
        var read = await ReadAsync(code);
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "PS-1", Answers.Of(("DATE", "2026-03-01"), ("ECOG", "1")), 1, "misread", Cancellation);

        (await RefusedAsync(review.MarkAsync(Monitor, Trial.Study, code, read, ReviewMark.Verified, isSet: true, "", Cancellation))).Kind.ShouldBe(RefusalKind.Stale);
        (await RefusedAsync(review.MarkAsync(Monitor, Trial.Study, code, [new EntryRead("XX-9", 1)], ReviewMark.Verified, isSet: true, "", Cancellation))).Code.ShouldBe("no-such-entry");
        (await RefusedAsync(review.MarkAsync(Monitor, Trial.Study, code, read, ReviewMark.Frozen, isSet: true, "", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await RefusedAsync(review.MarkAsync(DataManager, Trial.Study, code, read, ReviewMark.Frozen, isSet: false, "", Cancellation))).Code.ShouldBe("reason-missing");

        (await reader.ParticipantAsync(Monitor, Trial.Study, code, Cancellation)).Review.Verified.ShouldBe(0);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_a_lock_is_named_all_of_it()
    {
        var code = await RandomizedAsync();
        await queries.OpenAsync(Monitor, Trial.Study, code, "PS-1", "ECOG", "Who saw the participant?", Cancellation);

        var refusal = await RefusedAsync(locks.LockAsync(DataManager, Trial.Study, code, "", Cancellation));

        refusal.Code.ShouldBe("not-ready");
        refusal.Reasons.ShouldBe([$"{code} has a query that is not closed.", $"The casebook of {code} is not signed by an investigator."]);
    }

    [Fact]
    public async Task A_signed_casebook_holds_until_something_changes()
    {
        var code = await RandomizedAsync();
        await SignAsync(code);
        (await reader.ParticipantAsync(Monitor, Trial.Study, code, Cancellation)).Review.State.ShouldBe(SignatureState.Valid);
        await review.MarkAsync(Monitor, Trial.Study, code, await ReadAsync(code), ReviewMark.Verified, isSet: true, "", Cancellation);
        (await reader.ParticipantAsync(Monitor, Trial.Study, code, Cancellation)).Review.State.ShouldBe(SignatureState.Valid);

        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "PS-1", Answers.Of(("DATE", "2026-03-01"), ("ECOG", "1")), 1, "misread", Cancellation);

        (await reader.ParticipantAsync(Monitor, Trial.Study, code, Cancellation)).Review.State.ShouldBe(SignatureState.Stale);
        (await reader.StudyAsync(Monitor, Trial.Study, null, Cancellation)).Participants.ShouldHaveSingleItem().State.ShouldBe(SignatureState.Stale);
    }

    [Theory]
    [InlineData("wrong", "wrong-password")]
    [InlineData(Trial.Password, "stale")]
    public async Task A_casebook_is_signed_with_the_password_and_as_it_was_read(string password, string refused)
    {
        var code = await RandomizedAsync();

        (await RefusedAsync(trial.Signatures.SignCasebookAsync(Trial.Investigator(), Trial.Study, code, "another", password, Cancellation))).Code.ShouldBe(refused);
        (await RefusedAsync(trial.Signatures.SignCasebookAsync(Trial.Coordinator(), Trial.Study, code, "another", password, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task A_locked_participant_changes_no_more_until_unlocked_with_a_reason()
    {
        var code = await LockedAsync();

        (await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("CM", "SCR"), Answers.Of(("ANY", "N")), Cancellation))).Code.ShouldBe("participant-locked");
        (await RefusedAsync(new DispositionSteps(trial.Store).RecordAsync(Trial.Coordinator(), Trial.Study, code, DispositionKind.Alive, new DateOnly(2026, 3, 2), "", "", null, Cancellation))).Code.ShouldBe("participant-locked");
        (await RefusedAsync(queries.OpenAsync(Monitor, Trial.Study, code, "PS-1", "", "Is it so?", Cancellation))).Code.ShouldBe("participant-locked");
        (await RefusedAsync(review.MarkAsync(DataManager, Trial.Study, code, await ReadAsync(code), ReviewMark.Locked, isSet: true, "", Cancellation))).Code.ShouldBe("participant-locked");
        (await RefusedAsync(locks.LockAsync(DataManager, Trial.Study, code, "", Cancellation))).Code.ShouldBe("participant-locked");
        (await RefusedAsync(locks.UnlockAsync(DataManager, Trial.Study, code, " ", Cancellation))).Code.ShouldBe("reason-missing");
        (await RefusedAsync(locks.UnlockAsync(Monitor, Trial.Study, code, "late data", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);

        await locks.UnlockAsync(DataManager, Trial.Study, code, "late data", Cancellation);
        (await trial.TrailAsync())[^1].Reason.ShouldBe("late data");
        await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("CM", "SCR"), Answers.Of(("ANY", "N")), Cancellation);
    }

    [Fact]
    public async Task Entries_that_are_not_verified_need_a_reason_to_be_locked()
    {
        var code = await RandomizedAsync();
        await SignAsync(code);

        (await RefusedAsync(locks.LockAsync(DataManager, Trial.Study, code, "", Cancellation))).Message.ShouldContain("8 of 8 entries");
        (await locks.LockAsync(DataManager, Trial.Study, code, "the monitoring plan asks for none here", Cancellation)).Locked.ShouldBe(1);
    }

    [Fact]
    public async Task The_study_is_locked_when_all_participants_are_and_then_nobody_is_unlocked_or_screened()
    {
        var code = await LockedAsync();
        var failed = await trial.ConsentedAsync();
        (await RefusedAsync(locks.LockStudyAsync(DataManager, Trial.Study, "all is clean", Cancellation))).Reasons.ShouldBe([$"{failed} is not locked."]);
        await trial.Screening.FailAsync(Trial.Coordinator(), Trial.Study, failed, "platelets too low", [], Cancellation);
        await locks.LockAsync(DataManager, Trial.Study, failed, "", Cancellation);

        (await locks.LockStudyAsync(DataManager, Trial.Study, "all is clean", Cancellation)).Locked.ShouldBe(1);

        (await RefusedAsync(locks.UnlockAsync(DataManager, Trial.Study, code, "late data", Cancellation))).Code.ShouldBe("study-locked");
        (await RefusedAsync(trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", null, Cancellation))).Code.ShouldBe("study-locked");
        (await RefusedAsync(locks.UnlockStudyAsync(DataManager with { Grants = [new Grant(Role.DataManager, "FR01")] }, Trial.Study, "late data", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        await locks.UnlockStudyAsync(DataManager, Trial.Study, "late data", Cancellation);
        await locks.UnlockAsync(DataManager, Trial.Study, code, "late data", Cancellation);
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Those_that_are_ready_are_locked_each_in_a_step_of_its_own_and_the_others_stay()
    {
        var ready = await RandomizedAsync();
        await review.MarkAsync(Monitor, Trial.Study, ready, await ReadAsync(ready), ReviewMark.Verified, isSet: true, "", Cancellation);
        await SignAsync(ready);
        var unverified = await RandomizedAsync();
        await SignAsync(unverified);
        var unsigned = await RandomizedAsync();

        (await locks.LockReadyAsync(DataManager, Trial.Study, "", Cancellation)).ShouldBe([ready]);
        (await RefusedAsync(locks.LockReadyAsync(DataManager, Trial.Study, "", Cancellation))).Code.ShouldBe("not-ready");
        (await locks.LockReadyAsync(DataManager, Trial.Study, "by the monitoring plan", Cancellation)).ShouldBe([unverified]);

        (await reader.ParticipantAsync(Monitor, Trial.Study, unsigned, Cancellation)).Review.IsLocked.ShouldBeFalse();
        (await trial.TrailAsync()).Count(told => told.Action is "participant.lock").ShouldBe(2);
    }

    private static Task<StepRefusedException> RefusedAsync(Task step) => Should.ThrowAsync<StepRefusedException>(step);

    private async Task<IReadOnlyList<EntryRead>> ReadAsync(string code)
    {
        var (file, _) = await trial.Eligibility.JudgeAsync(Monitor, Trial.Study, code, Cancellation);
        return [.. file.Entries.Select(entry => new EntryRead(entry.Id, entry.Version))];
    }

    private async Task<string> RandomizedAsync()
    {
        var code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        return code;
    }

    private async Task SignAsync(string code)
    {
        var (_, hash) = await reader.ParticipantAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        await trial.Signatures.SignCasebookAsync(Trial.Investigator(), Trial.Study, code, hash, Trial.Password, Cancellation);
    }

    private async Task<string> LockedAsync()
    {
        var code = await RandomizedAsync();
        await review.MarkAsync(Monitor, Trial.Study, code, await ReadAsync(code), ReviewMark.Verified, isSet: true, "", Cancellation);
        await SignAsync(code);
        await locks.LockAsync(DataManager, Trial.Study, code, "", Cancellation);
        return code;
    }
}
