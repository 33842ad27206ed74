using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;

namespace Equipoise.Conduct.Tests.Screening;

public sealed class AmendmentsOnSqliteTests() : AmendmentTests(new SqliteTestDatabase());

public sealed class AmendmentsOnPostgresTests() : AmendmentTests(new PostgresTestDatabase());

public abstract class AmendmentTests(TestDatabase place) : IAsyncLifetime
{
    private Trial trial = null!;
    private AmendmentSteps amendments = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSchemeAsync(place);
        amendments = new AmendmentSteps(trial.Store);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task Who_was_randomized_stays_on_the_version_consented_to_until_moved_with_a_reason()
    {
        var code = await RandomizedAsync();
        await AmendAsync();
        (await ReadAsync(code)).ProtocolVersion.ShouldBe("1.0");
        (await RefusedAsync(MoveAsync(code, "2.0", "amendment 1 adds visits"))).Code.ShouldBe("consent-missing");

        await ConsentAsync(code, "3.0");
        (await ReadAsync(code)).ProtocolVersion.ShouldBe("1.0");
        (await RefusedAsync(MoveAsync(code, "2.0", " "))).Code.ShouldBe("reason-missing");
        (await RefusedAsync(MoveAsync(code, "9.9", "amendment 1 adds visits"))).Code.ShouldBe("no-such-protocol-version");
        (await RefusedAsync(MoveAsync(code, "1.0", "amendment 1 adds visits"))).Code.ShouldBe("same-version");
        (await RefusedAsync(amendments.MoveAsync(Trial.Sponsor, Trial.Study, code, "2.0", "amendment 1 adds visits", Cancellation))).Kind.ShouldBe(RefusalKind.NotFound);

        (await MoveAsync(code, "2.0", "amendment 1 adds visits")).ProtocolVersion.ShouldBe("2.0");
        var told = (await trial.TrailAsync())[^1];
        (told.Action, told.Reason, told.ProtocolVersion).ShouldBe(("participant.move", "amendment 1 adds visits", "2.0"));
        (await trial.Audit.CompareAsync(Trial.Study, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_in_screening_is_on_the_version_consented_to_last()
    {
        var code = await trial.ConsentedAsync();
        await AmendAsync();

        await ConsentAsync(code, "3.0");

        (await ReadAsync(code)).ProtocolVersion.ShouldBe("2.0");
    }

    [Fact]
    public async Task The_same_consent_is_recorded_once()
    {
        var code = await trial.ConsentedAsync();

        (await RefusedAsync(ConsentAsync(code, " 2.0 "))).Code.ShouldBe("consent-on-record");
    }

    [Fact]
    public async Task A_value_older_than_the_time_for_screening_is_stale_and_settles_no_criterion()
    {
        trial.Clock.Now += TimeSpan.FromDays(29);
        var code = await trial.EligibleAsync();

        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);

        report.IsEligible.ShouldBeFalse();
        var ecog = report.Criteria.Single(one => one.Verdict.Criterion.Id is "inclusion-3").Verdict;
        (ecog.Verdict, ecog.Finding.Reason).ShouldBe((Equipoise.Eligibility.Evaluation.Verdict.Unknown, Equipoise.Eligibility.Evaluation.Reason.Stale));
        ecog.Finding.Sentence.ShouldStartWith("What is on record is older than the 28 days of screening: measure it anew.");
        ecog.Finding.Evidence.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_was_randomized_stays_as_eligible_as_on_that_day()
    {
        var code = await RandomizedAsync();
        trial.Clock.Now += TimeSpan.FromDays(100);

        (await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Report.IsEligible.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stratum_that_contradicts_the_record_randomizes_nobody()
    {
        var code = await trial.SignedAsync(cps: "30", ecog: "0");
        var factors = (await trial.Studies.FindAsync(Trial.Study, Cancellation)).Protocol.Design.Factors;
        var region = factors.Single(factor => factor.From is "site.region");
        var other = region.Levels.First(level => !level.Holds("EU")).Code;

        (await RefusedAsync(RandomizeAsync(code, new() { [region.Code] = other }))).Code.ShouldBe("stratum-contradicts");
        (await RefusedAsync(RandomizeAsync(code, new() { ["MOON"] = "FULL" }))).Code.ShouldBe("no-such-factor");
        (await RandomizeAsync(code, new() { [region.Code] = region.Levels.First(level => level.Holds("EU")).Code })).Participant.ShouldBe(code);
    }

    private static Task<StepRefusedException> RefusedAsync(Task step) => Should.ThrowAsync<StepRefusedException>(step);

    private Task<Equipoise.Conduct.Randomization.RandomizationAnswer> RandomizeAsync(string code, Dictionary<string, string> asked) =>
        trial.Randomizer.RandomizeAsync(Trial.Coordinator(), Trial.Study, code, $"key-{Guid.NewGuid():N}", asked, Cancellation);

    private async Task<string> RandomizedAsync()
    {
        var code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        return code;
    }

    private Task AmendAsync() => trial.Studies.AmendAsync(
        Trial.Sponsor, Trial.Study, Trial.Illumine().Replace("{number: \"1.0\", date: 2026-01-15, amendments: []}", "{number: \"2.0\", date: 2026-02-15, amendments: []}", StringComparison.Ordinal), "amendment 1", Cancellation);

    private Task<Consent> ConsentAsync(string code, string version) =>
        trial.Screening.ConsentAsync(Trial.Coordinator(), Trial.Study, code, version, new DateOnly(2026, 3, 2), "Ines Investigator", Cancellation);

    private Task<Participant> MoveAsync(string code, string version, string reason) => amendments.MoveAsync(Trial.Coordinator(), Trial.Study, code, version, reason, Cancellation);

    private async Task<Participant> ReadAsync(string code) => (await new ParticipantReader(trial.Store).ReadAsync(Trial.Coordinator(), Trial.Study, code, Cancellation)).File.Participant;
}
