using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Treatment;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Tests.Randomization;

public sealed class OtherStudyOnSqliteTests() : OtherStudyTests(new SqliteTestDatabase());

public sealed class OtherStudyOnPostgresTests() : OtherStudyTests(new PostgresTestDatabase());

/// <summary>A study unlike ILLUMINE in all it can be, run by the same code: two arms, 2:1, tablets every day, minimization.</summary>
public abstract class OtherStudyTests(TestDatabase place) : IAsyncLifetime
{
    private const string Study = "EQX-ORAL-01";
    private Trial trial = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.OpenAsync(place);
        await trial.Studies.OpenAsync(Trial.Sponsor, await File.ReadAllTextAsync(Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Fixtures", "oral-two-arms.yaml"), Cancellation), Cancellation);
        var site = await trial.Sites.RegisterAsync(Trial.Sponsor, Study, "FR01", new SiteDetails("Hospital", "EU", "France", "Europe/Paris", null, []), Cancellation);
        await trial.Sites.ActivateAsync(Trial.Sponsor, Study, "FR01", site.Version, "contract signed", Cancellation);
        await trial.Schemes.ActivateAsync(Trial.Statistician, Study, [], null, "", Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task Its_participants_are_minimized_and_the_arrivals_replayed()
    {
        var arms = new List<string>();
        for (var i = 0; i < 18; i++)
            arms.Add((await RandomizeAsync(i % 3 == 0 ? "F" : "M", i % 2 == 0 ? "YOUNG" : "OLD")).Arm);

        arms.Count(arm => arm == "NEW").ShouldBeInRange(9, 15);
        var report = (await new SchemeVerifier(trial.Store, trial.Slots).VerifyAsync(Study, Cancellation)).Single();
        report.Method.ShouldBe("minimization");
        report.Allocations.ShouldBe(18);
        report.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_who_arrive_at_one_moment_are_minimized_one_after_the_other()
    {
        var codes = new List<string>();
        for (var i = 0; i < 12; i++)
            codes.Add(await SignedAsync(i % 3 == 0 ? "F" : "M", i % 2 == 0 ? "YOUNG" : "OLD"));

        await Task.WhenAll(codes.Index().Select(one => AskAsync(one.Item, one.Index % 2 == 0 ? "YOUNG" : "OLD")));

        var report = (await new SchemeVerifier(trial.Store, trial.Slots).VerifyAsync(Study, Cancellation)).Single();
        report.Allocations.ShouldBe(12);
        report.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_allocation_that_was_changed_is_found()
    {
        var answer = await RandomizeAsync("F", "OLD");
        await RandomizeAsync("M", "OLD");
        var guard = trial.Database.Dialect == Dialect.Sqlite ? "drop trigger allocation_refuses_update" : "drop trigger allocation_refuses_change on allocation";
        await trial.Database.WriteAsync(statements => statements.ExecuteAsync(guard), Cancellation);
        await trial.Database.WriteAsync(
            statements => statements.ExecuteAsync("update allocation set arm = @arm where participant_id = @participant", new { arm = answer.Arm == "NEW" ? "PBO" : "NEW", participant = answer.Participant }),
            Cancellation);

        (await new SchemeVerifier(trial.Store, trial.Slots).VerifyAsync(Study, Cancellation)).Single().Problems[0].ShouldStartWith($"{answer.Participant} was allocated to arm");
    }

    [Fact]
    public async Task Its_tablets_are_handed_out_by_the_cycle_reduced_by_the_steps_of_the_protocol_and_counted_back()
    {
        RandomizationAnswer answer;
        do
            answer = await RandomizeAsync("F", "OLD");
        while (answer.Arm is not "NEW");
        trial.Clock.Now += TimeSpan.FromDays(60);
        // 80 kg and 180 cm are 2 m2, × 50 mg/m2 = 100 mg; 75 % of that are 75 mg, 60 % 60 mg, down to a multiple of 25: 50 mg.
        (await GiveAsync(answer.Participant, Handed(1, 2, 100))).ShouldBeEmpty();
        (await RefusedAsync(answer.Participant, Handed(2, 30, 75) with { Percent = 75 })).ShouldBe("reason-missing");
        (await GiveAsync(answer.Participant, Handed(2, 30, 75) with { Percent = 75, Reason = "TOX", Words = "nausea of grade 3" })).ShouldBeEmpty();
        (await RefusedAsync(answer.Participant, new NewDose("NEWDRUG", 3, DoseStatus.Returned) { Start = "2026-04-28", Count = 3 })).ShouldBe("nothing-handed-out");
        (await GiveAsync(answer.Participant, new NewDose("NEWDRUG", 1, DoseStatus.Returned) { Start = "2026-04-01", Count = 6 })).ShouldBeEmpty();
        (await GiveAsync(answer.Participant, Handed(3, 58, 50) with { Percent = 60, Reason = "TOX", Words = "nausea of grade 3" })).ShouldBe(["reduction"]);

        var (_, course) = await trial.Treatment.ReadAsync(Trial.Coordinator(), Study, answer.Participant, Cancellation);
        ParticipantExposure.Of(course).Treatments.Single().ShouldSatisfyAllConditions(one => one.Doses.ShouldBe(3), one => one.Amount.ShouldBe(5000), one => one.OpenSupplies.ShouldBe(2));
        course.Next().Single().SingleDoses.ShouldBe(56);
    }

    private static NewDose Handed(int cycle, int day, decimal amount) => new("NEWDRUG", cycle, DoseStatus.Given)
    {
        Start = new DateOnly(2026, 3, 1).AddDays(day - 1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Amount = amount, Count = 56, Weight = 80, Height = 180,
    };

    private async Task<IEnumerable<string>> GiveAsync(string participant, NewDose dose) =>
        (await trial.Treatment.RecordAsync(Trial.Coordinator(), Study, participant, dose, Cancellation)).Deviations.Select(deviation => deviation.Rule);

    private async Task<string> RefusedAsync(string participant, NewDose dose) => (await Should.ThrowAsync<StepRefusedException>(GiveAsync(participant, dose))).Code;

    private async Task<RandomizationAnswer> RandomizeAsync(string sex, string age) => await AskAsync(await SignedAsync(sex, age), age);

    private Task<RandomizationAnswer> AskAsync(string code, string age) =>
        trial.Randomizer.RandomizeAsync(Trial.Coordinator(), Study, code, $"request-{code}", new Dictionary<string, string> { ["AGE"] = age == "OLD" ? "70" : "46" }, Cancellation);

    private async Task<string> SignedAsync(string sex, string age)
    {
        var code = (await trial.Screening.ScreenAsync(Trial.Coordinator(), Study, "FR01", null, Cancellation)).Code;
        await trial.Screening.ConsentAsync(Trial.Coordinator(), Study, code, "1.0", new DateOnly(2026, 3, 1), "Ines Investigator", Cancellation);
        await trial.Forms.EnterAsync(Trial.Coordinator(), Study, code, new FormPlace("DM", "SCR"), Answers.Of(("BIRTH", age == "OLD" ? "1950" : "1980"), ("SEX", sex)), Cancellation);
        await trial.Forms.EnterAsync(Trial.Coordinator(), Study, code, new FormPlace("VS", "SCR"), Answers.Of(("WEIGHT", "80"), ("HEIGHT", "180")), Cancellation);
        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Study, code, Cancellation);
        await trial.Signatures.SignEligibilityAsync(Trial.Investigator(), Study, code, report.ContentHash, Trial.Password, Cancellation);
        return code;
    }
}
