using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;

namespace Equipoise.Conduct.Tests.Forms;

public sealed class FormDayOnSqliteTests() : FormDayTests(new SqliteTestDatabase());

public sealed class FormDayOnPostgresTests() : FormDayTests(new PostgresTestDatabase());

/// <summary>Nothing is on record of somebody before their birth, and nothing begins after their death.</summary>
public abstract class FormDayTests(TestDatabase place) : IAsyncLifetime
{
    private Trial trial = null!;
    private string code = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSchemeAsync(place);
        code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task A_day_before_the_birth_is_refused_when_entered_and_when_corrected()
    {
        var answers = Answers.Of(("DATE", "1901-03-01"), ("WEIGHT", "80"), ("SYS", "130"), ("DIA", "80"));

        (await RefusedAsync(trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "VS-1", answers, 1, "misread", Cancellation))).ShouldBe("before-birth");
        (await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "UNS"), answers, Cancellation))).ShouldBe("before-birth");
    }

    [Fact]
    public async Task A_day_long_before_consent_is_asked_about()
    {
        var answers = Answers.Of(("DATE", "2020-03-01"), ("WEIGHT", "80"), ("SYS", "130"), ("DIA", "80"));

        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "VS-1", answers, 1, "misread", Cancellation);

        (await trial.TrailAsync())[^1].Changes.ShouldContain("more than 28 days before the consent");
    }

    [Fact]
    public async Task What_begins_after_death_is_refused_and_what_began_before_is_taken()
    {
        await new DispositionSteps(trial.Store).RecordAsync(Trial.Coordinator(), Trial.Study, code, DispositionKind.Death, new DateOnly(2026, 3, 2), "", "", null, Cancellation);
        trial.Clock.Now += TimeSpan.FromDays(10);

        (await RefusedAsync(EnterEventAsync("2026-03-05"))).ShouldBe("after-death");
        (await EnterEventAsync("2026-03-02")).Id.ShouldBe("AE-1");
    }

    private async Task<FormEntry> EnterEventAsync(string start)
    {
        var arm = (await new AssessmentReader(trial.Store).ReadAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Arm!;
        var answers = new Dictionary<string, string?> { ["TERM"] = "Fatigue", ["GRADE"] = "1", ["START"] = start, ["SER"] = "N", ["ACTION"] = "NONE", ["OUT"] = "NOT" };
        foreach (var treatment in arm.Treatments)
            answers[$"REL{treatment.Code}"] = "YES";
        return await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("AE", "UNS"), answers, Cancellation);
    }

    private static async Task<string> RefusedAsync(Task step) => (await Should.ThrowAsync<StepRefusedException>(step)).Code;
}
