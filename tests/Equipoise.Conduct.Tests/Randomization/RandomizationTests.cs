using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Tests.Randomization;

public sealed class RandomizationOnSqliteTests() : RandomizationTests(new SqliteTestDatabase());

public sealed class RandomizationOnPostgresTests() : RandomizationTests(new PostgresTestDatabase());

public abstract class RandomizationTests(TestDatabase place) : IAsyncLifetime
{
    private Trial trial = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => trial = await Trial.WithSchemeAsync(place);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task An_eligible_participant_whose_eligibility_is_signed_is_randomized()
    {
        var code = await trial.SignedAsync();

        var answer = await trial.RandomizeAsync(code);

        answer.Arm.ShouldBeOneOf("A", "B", "C");
        answer.RandomizationNumber.ShouldBe("R0001");
        answer.Stratum.ShouldBe(new Dictionary<string, string> { ["REGION"] = "EU", ["CPS"] = "HIGH", ["ECOG"] = "0", ["HPV"] = "NOTOP" });
        answer.FirstDoseBy.ShouldBe(answer.RandomizedOn.AddDays(3));
        answer.Treatments.ShouldNotBeEmpty();
        (await VerifyAsync()).ShouldAllBe(report => report.IsVerified && report.Allocations == 1);
        (await trial.TrailAsync())[^1].Action.ShouldBe("participant.randomize");
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_and_another_is_told_of_the_allocation()
    {
        var code = await trial.SignedAsync();
        var first = await trial.RandomizeAsync(code, "request-one");
        var entries = (await trial.TrailAsync()).Count;

        var again = await trial.RandomizeAsync(code, "request-one");
        var refusal = await RefusedAsync(trial.RandomizeAsync(code, "request-two"));

        System.Text.Json.JsonSerializer.Serialize(again).ShouldBe(System.Text.Json.JsonSerializer.Serialize(first));
        refusal.Code.ShouldBe("already-randomized");
        refusal.Message.ShouldContain(first.RandomizationNumber);
        (await trial.TrailAsync()).Count.ShouldBe(entries);
        (await VerifyAsync()).Single().Allocations.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_is_not_taken_for_another_participant()
    {
        var (one, two) = (await trial.SignedAsync(), await trial.SignedAsync());
        await trial.RandomizeAsync(one, "request-one");

        (await RefusedAsync(trial.RandomizeAsync(two, "request-one"))).Code.ShouldBe("key-reused");
    }

    [Fact]
    public async Task Many_requests_at_once_for_few_participants_give_each_one_slot_and_leave_no_gap()
    {
        const int participants = 12;
        var codes = new List<string>();
        for (var i = 0; i < participants; i++)
            codes.Add(await trial.SignedAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, participants * 8).Select(async i =>
        {
            try
            {
                return await trial.RandomizeAsync(codes[i % participants], $"request-{i % participants}-{i / participants % 2}");
            }
            catch (StepRefusedException refusal) when (refusal.Code is "already-randomized")
            {
                return null;
            }
        }));

        answers.OfType<RandomizationAnswer>().Select(answer => (answer.Participant, answer.RandomizationNumber)).Distinct().Count().ShouldBe(participants);
        var report = (await VerifyAsync()).Single();
        report.Problems.ShouldBeEmpty();
        report.Allocations.ShouldBe(participants);
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
        answers.OfType<RandomizationAnswer>().Select(answer => answer.RandomizationNumber).Distinct().Order().ShouldBe(Enumerable.Range(1, participants).Select(number => $"R{number:0000}"));
    }

    [Fact]
    public async Task Without_a_signature_nobody_is_randomized_and_the_attempt_stands_in_the_trail()
    {
        var code = await trial.EligibleAsync();

        (await RefusedAsync(trial.RandomizeAsync(code))).Code.ShouldBe("not-signed");

        var told = (await trial.TrailAsync())[^1];
        (told.Action, told.Participant).ShouldBe(("participant.randomize-refused", code));
        (await VerifyAsync()).Single().Allocations.ShouldBe(0);
    }

    [Fact]
    public async Task Data_that_were_corrected_after_the_signature_ask_for_a_new_one()
    {
        var code = await trial.SignedAsync();
        var (file, _) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        var entry = file.Entries.Single(one => one.Form == "PS");
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, Answers.Of(("DATE", "2026-03-01"), ("ECOG", "1")), entry.Version, "wrong line", Cancellation);

        var refusal = await RefusedAsync(trial.RandomizeAsync(code));

        (refusal.Code, refusal.Message).ShouldBe(("not-signed", $"What is on record of {code} has changed since an investigator signed its eligibility: sign again."));
    }

    [Fact]
    public async Task Whoever_became_ineligible_after_the_signature_is_refused_with_every_reason()
    {
        var code = await trial.SignedAsync();
        await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "UNS"), Answers.Of(("DATE", "2026-03-02"), ("ECOG", "2")), Cancellation);

        var refusal = await RefusedAsync(trial.RandomizeAsync(code));

        refusal.Code.ShouldBe("not-eligible");
        refusal.Reasons.ShouldHaveSingleItem().ShouldStartWith("inclusion-3");
    }

    [Fact]
    public async Task A_screening_that_is_too_old_is_refused()
    {
        var code = await trial.SignedAsync();
        trial.Clock.Now += TimeSpan.FromDays(29);

        (await RefusedAsync(trial.RandomizeAsync(code))).Code.ShouldBe("screening-too-old");
    }

    [Fact]
    public async Task A_closed_site_randomizes_nobody()
    {
        var code = await trial.SignedAsync();
        var site = await trial.Sites.FindAsync(Trial.Sponsor, Trial.Study, "FR01", Cancellation);
        await trial.Sites.CloseAsync(Trial.Sponsor, Trial.Study, "FR01", site.Version, "recruited enough", Cancellation);

        (await RefusedAsync(trial.RandomizeAsync(code))).Code.ShouldBe("site-not-active");
    }

    [Fact]
    public async Task A_site_randomizes_no_more_than_its_cap_however_many_ask_at_once()
    {
        await trial.AddSiteAsync("DE01", "EU", "Europe/Berlin", cap: 2);
        var codes = new List<string>();
        for (var i = 0; i < 5; i++)
            codes.Add(await trial.SignedAsync("DE01"));

        var outcomes = await Task.WhenAll(codes.Select(async code =>
        {
            try
            {
                return (await trial.RandomizeAsync(code, site: "DE01")).Arm;
            }
            catch (StepRefusedException refusal)
            {
                return refusal.Code;
            }
        }));

        outcomes.Count(outcome => outcome is "site-full").ShouldBe(3);
        (await VerifyAsync()).Single().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Strata_run_apart_from_each_other()
    {
        var first = await trial.RandomizeAsync(await trial.SignedAsync(ecog: "0"));
        var second = await trial.RandomizeAsync(await trial.SignedAsync(ecog: "1"));

        (first.Stratum["ECOG"], second.Stratum["ECOG"]).ShouldBe(("0", "1"));
        (await AllocationsAsync()).ShouldAllBe(allocation => allocation.Position == 1);
    }

    [Fact]
    public async Task A_correction_of_a_stratum_after_randomization_leaves_the_allocation_as_it_was()
    {
        var code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        var (file, _) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        var entry = file.Entries.Single(one => one.Form == "PS");

        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, Answers.Of(("DATE", "2026-03-01"), ("ECOG", "1")), entry.Version, "wrong line", Cancellation);

        (await AllocationsAsync()).Single().Factors.ShouldContain("\"ECOG\":\"0\"");
        (await VerifyAsync()).Single().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_block_of_every_size_the_arms_are_balanced_within_the_largest()
    {
        for (var i = 0; i < 18; i++)
            await trial.RandomizeAsync(await trial.SignedAsync());

        var counts = (await AllocationsAsync()).CountBy(allocation => allocation.Arm).ToList();
        (counts.Max(arm => arm.Value) - counts.Min(arm => arm.Value)).ShouldBeLessThanOrEqualTo(3);
        counts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_new_scheme_without_an_arm_has_a_new_seed_and_retires_the_slots_of_the_old()
    {
        await trial.RandomizeAsync(await trial.SignedAsync());
        var before = (await trial.Schemes.ListAsync(Trial.Statistician, Trial.Study, Cancellation)).Single();

        var after = await trial.Schemes.ActivateAsync(Trial.Statistician, Trial.Study, ["B"], null, "arm B closed by the data monitoring committee", Cancellation);

        after.Commitment.ShouldNotBe(before.Commitment);
        for (var i = 0; i < 4; i++)
            (await trial.RandomizeAsync(await trial.SignedAsync())).Arm.ShouldBeOneOf("A", "C");
        (await VerifyAsync()).Select(report => (report.Allocations, report.IsVerified)).ShouldBe([(1, true), (4, true)]);
    }

    [Fact]
    public async Task When_all_slots_of_a_stratum_are_used_nobody_is_randomized_in_it()
    {
        await trial.Schemes.ActivateAsync(Trial.Statistician, Trial.Study, [], 2, "a short list", Cancellation);
        await trial.RandomizeAsync(await trial.SignedAsync());
        await trial.RandomizeAsync(await trial.SignedAsync());

        (await RefusedAsync(trial.RandomizeAsync(await trial.SignedAsync()))).Code.ShouldBe("list-exhausted");

        (await VerifyAsync()).Single(report => report.Scheme == 2).Allocations.ShouldBe(2);
    }

    [Fact]
    public async Task A_used_slot_is_neither_changed_nor_taken_away()
    {
        await trial.RandomizeAsync(await trial.SignedAsync());

        foreach (var sql in (string[])["update allocation set arm = 'C'", "delete from allocation"])
            (await Should.ThrowAsync<Storage.StorageException>(trial.Database.WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation))).Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task Nothing_that_the_database_holds_tells_of_an_unused_slot()
    {
        await trial.RandomizeAsync(await trial.SignedAsync());

        var scheme = (await trial.Schemes.ListAsync(Trial.Statistician, Trial.Study, Cancellation)).Single();
        System.Text.Json.JsonSerializer.Serialize(scheme).ShouldNotContain("seed", Case.Insensitive);
        var other = new SchemeVerifier(trial.Store, new SlotSource(SealKey.Parse(SealKey.NewText())));
        (await other.VerifyAsync(Trial.Study, Cancellation)).Single().Problems.Single().ShouldStartWith("The seed of the scheme cannot be opened");
        (await AllocationsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_allocation_that_is_not_the_slots_is_named()
    {
        var answer = await trial.RandomizeAsync(await trial.SignedAsync());
        var other = answer.Arm is "A" ? "B" : "A";
        var guard = trial.Database.Dialect == Dialect.Sqlite ? "drop trigger allocation_refuses_update" : "drop trigger allocation_refuses_change on allocation";
        await trial.Database.WriteAsync(transaction => transaction.ExecuteAsync(guard), Cancellation);
        await trial.Database.WriteAsync(transaction => transaction.ExecuteAsync($"update allocation set arm = '{other}'"), Cancellation);

        var problems = (await VerifyAsync()).Single().Problems;
        problems.Count.ShouldBe(2);
        problems[0].ShouldContain($"was allocated to arm {other}, but slot 1");
        problems[1].ShouldContain($"to arm {answer.Arm}, and arm {other} is on record");
    }

    [Fact]
    public async Task An_allocation_that_was_taken_away_with_its_slot_is_told_by_the_trail()
    {
        await trial.RandomizeAsync(await trial.SignedAsync());
        var guard = trial.Database.Dialect == Dialect.Sqlite ? "drop trigger allocation_refuses_delete" : "drop trigger allocation_refuses_change on allocation";
        foreach (var sql in new[] { guard, "delete from allocation", "update stratum set used = 0" })
            await trial.Database.WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation);

        (await VerifyAsync()).Single().Problems.Single().ShouldContain("no allocation is on record");
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("with a blank in it")]
    public async Task A_request_is_named_by_a_proper_key(string key) =>
        (await RefusedAsync(trial.RandomizeAsync("FR01-001", key))).Code.ShouldBe("idempotency-key");

    private static Task<StepRefusedException> RefusedAsync(Task step) => Should.ThrowAsync<StepRefusedException>(step);

    private Task<IReadOnlyList<SchemeReport>> VerifyAsync() => new SchemeVerifier(trial.Store, trial.Slots).VerifyAsync(Trial.Study, Cancellation);

    private Task<IReadOnlyList<AllocationRow>> AllocationsAsync() =>
        trial.Database.ReadAsync(snapshot => snapshot.QueryAsync<AllocationRow>("select participant_id as Participant, arm as Arm, position as Position, factors as Factors from allocation"), Cancellation);

    private sealed class AllocationRow
    {
        public string Participant { get; init; } = "";

        public string Arm { get; init; } = "";

        public long Position { get; init; }

        public string Factors { get; init; } = "";
    }
}
