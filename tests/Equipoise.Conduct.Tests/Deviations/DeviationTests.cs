using Equipoise.Conduct.Access;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Forms;

namespace Equipoise.Conduct.Tests.Deviations;

public sealed class DeviationOnSqliteTests() : DeviationTests(new SqliteTestDatabase());

public sealed class DeviationOnPostgresTests() : DeviationTests(new PostgresTestDatabase());

/// <summary>Deviations as people document them, and what is found for them.</summary>
public abstract class DeviationTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DeviationDetails Warm = new(DeviationCategory.Treatment, "The refrigerator was at 12 °C for a night.", Today.AddDays(-1));
    private static readonly Actor Manager = new("d", "dm", "Dee Manager", [new Grant(Role.DataManager)], "test");

    private Trial trial = null!;
    private FindingSteps findings = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSchemeAsync(place);
        findings = new FindingSteps(trial.Store, trial.Clock);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task A_participant_a_site_and_the_study_have_deviations_in_one_line_of_numbers()
    {
        var code = await trial.ConsentedAsync();

        (await DocumentAsync(Trial.Coordinator(), new DeviationPlace(Participant: code))).ShouldSatisfyAllConditions(
            one => (one.Number, one.Participant, one.Site, one.Status, one.By).ShouldBe((1, code, "FR01", "open", Trial.Coordinator().Name)),
            one => one.FoundOn.ShouldBe(Today));
        (await DocumentAsync(Trial.Coordinator(), new DeviationPlace(Site: "FR01"))).Number.ShouldBe(2);
        (await DocumentAsync(Manager, new DeviationPlace())).Number.ShouldBe(3);

        (await ListAsync(Manager)).Count.ShouldBe(3);
        (await ListAsync(Trial.Investigator())).Select(one => one.Number).ShouldBe([1, 2]);
        (await ListAsync(Trial.Investigator("DE01"))).ShouldBeEmpty();
        (await trial.TrailAsync())[^1].ShouldSatisfyAllConditions(entry => entry.Action.ShouldBe("deviation.document"), entry => entry.Subject.ShouldBe("deviation/3"));
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_documents_what_they_may_not_or_what_cannot_be()
    {
        var code = await trial.ConsentedAsync();
        await trial.AddSiteAsync("DE01", "EU", "Europe/Berlin");

        await RefusedAsync(Trial.Coordinator("DE01"), new DeviationPlace(Participant: code), Warm, "no-such-participant");
        await RefusedAsync(Trial.Coordinator("DE01"), new DeviationPlace(Site: "FR01"), Warm, "forbidden");
        await RefusedAsync(Trial.Coordinator(), new DeviationPlace(Participant: code, Site: "DE01"), Warm, "deviation-site");
        await RefusedAsync(Trial.Coordinator(), new DeviationPlace(), Warm, "forbidden");
        await RefusedAsync(Trial.Auditor, new DeviationPlace(Participant: code), Warm, "forbidden");
        await RefusedAsync(Manager, new DeviationPlace(), Warm with { Category = "weather" }, "deviation-category");
        await RefusedAsync(Manager, new DeviationPlace(), Warm with { Description = " a " }, "deviation-description");
        await RefusedAsync(Manager, new DeviationPlace(), Warm with { Description = new string('a', 2001) }, "deviation-description");
        await RefusedAsync(Manager, new DeviationPlace(), Warm with { Description = "bell \a" }, "deviation-text");
        await RefusedAsync(Manager, new DeviationPlace(), Warm with { OccurredOn = Today.AddDays(1) }, "date-in-future");
        await RefusedAsync(Manager, new DeviationPlace(), Warm with { FoundOn = Today.AddDays(-2) }, "deviation-day");
        await RefusedAsync(Manager, new DeviationPlace(), Warm with { Status = DeviationStatus.Closed }, "deviation-action");
        (await ListAsync(Manager)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_needs_a_reason_and_the_version_that_was_read_and_keeps_the_old_in_the_trail()
    {
        var deviation = await DocumentAsync(Manager, new DeviationPlace());
        var closed = Warm with { Status = DeviationStatus.Closed, Action = "a logger was bought", IsImportant = true };

        (await ChangeRefusedAsync(closed, deviation.Version, "ok")).ShouldBe("reason-missing");
        (await ChangeRefusedAsync(Warm, deviation.Version, "nothing new")).ShouldBe("no-change");
        var changed = await trial.Deviations.ChangeAsync(Manager, Trial.Study, deviation.Number, closed, deviation.Version, "the logger has come", Cancellation);
        (changed.Status, changed.Important, changed.Version).ShouldBe(("closed", 1L, 2L));
        (await ChangeRefusedAsync(Warm, deviation.Version, "typed on an old page")).ShouldBe("stale");

        var entry = (await trial.TrailAsync())[^1];
        entry.Reason.ShouldBe("the logger has come");
        entry.Changes.ShouldContain("\"open\"");
    }

    [Fact]
    public async Task Many_at_once_have_numbers_without_a_gap()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => DocumentAsync(Manager, new DeviationPlace())));

        (await ListAsync(Manager)).Select(one => one.Number).ShouldBe(Enumerable.Range(1, 12).Select(number => (long)number));
    }

    [Fact]
    public async Task A_wrong_inclusion_that_is_found_later_is_offered_and_documented_and_the_allocation_stands()
    {
        var code = await trial.SignedAsync();
        var answer = await trial.RandomizeAsync(code);
        (await findings.OfParticipantAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).ShouldBeEmpty();
        trial.Clock.Now += TimeSpan.FromDays(10);
        // Platelets that fall after randomization make nobody ineligible; those of screening, corrected, do.
        await EnterLaboratoryAsync(code, "40");
        (await findings.OfParticipantAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).ShouldNotContain(finding => finding.Rule == "criterion-not-met");
        var corrected = Answers.Eligible("30", "0").Single(form => form.Form is "LB").Answers.ToDictionary(StringComparer.Ordinal);
        corrected["PLAT"] = "90";
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, "LB-1", corrected, 1, "the report says 90", Cancellation);

        var finding = (await findings.OfParticipantAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Single(one => one.Rule == "criterion-not-met");
        finding.Subject.ShouldBe("criterion/inclusion-10.a.ii");
        var details = new DeviationDetails(finding.Category, finding.Description, finding.OccurredOn, IsImportant: true);
        var from = new DeviationPlace(code, Subject: finding.Subject, Rule: finding.Rule);
        await trial.Deviations.DocumentAsync(Trial.Investigator(), Trial.Study, from, details, Cancellation);

        (await findings.OfParticipantAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).ShouldNotContain(one => one.Rule == "criterion-not-met");
        await RefusedAsync(Trial.Investigator(), from, details, "deviation-exists");
        (await trial.Treatment.ReadAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Course.ShouldSatisfyAllConditions(
            course => course.Allocation.RandomizationNumber.ShouldBe(answer.RandomizationNumber), course => course.Arm.Code.ShouldBe(answer.Arm));
    }

    [Fact]
    public async Task A_visit_outside_its_window_is_offered_for_the_participant_and_for_the_study_until_somebody_documents_it()
    {
        var code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        trial.Clock.Now += TimeSpan.FromDays(60);
        await trial.Forms.EnterAsync(
            Trial.Coordinator(), Trial.Study, code, new FormPlace("TR", "IMG"),
            Answers.Of(("DATE", "2026-04-20"), ("LESION", "1"), ("ROLE", "target"), ("SITE", "lung"), ("NODAL", "N"), ("STATE", "measured"), ("DIAM", "20")), Cancellation);

        var finding = (await findings.OfStudyAsync(Manager, Trial.Study, Cancellation)).Single();
        finding.Description.ShouldBe("Tumor imaging 1 was on 2026-04-20; its window is 2026-04-10 to 2026-04-16.");
        (await findings.OfParticipantAsync(Trial.Coordinator(), Trial.Study, code, Cancellation)).ShouldBe([finding]);
        (await findings.OfStudyAsync(Trial.Coordinator("DE01"), Trial.Study, Cancellation)).ShouldBeEmpty();

        await trial.Deviations.DocumentAsync(Manager, Trial.Study, new DeviationPlace(code, Subject: finding.Subject, Rule: finding.Rule), new DeviationDetails(finding.Category, finding.Description, finding.OccurredOn), Cancellation);
        (await findings.OfStudyAsync(Manager, Trial.Study, Cancellation)).ShouldBeEmpty();
    }

    private Task<Deviation> DocumentAsync(Actor actor, DeviationPlace of) => trial.Deviations.DocumentAsync(actor, Trial.Study, of, Warm, Cancellation);

    private Task<IReadOnlyList<Deviation>> ListAsync(Actor actor) => trial.Deviations.ListAsync(actor, Trial.Study, null, Cancellation);

    private async Task RefusedAsync(Actor actor, DeviationPlace of, DeviationDetails details, string refusal) =>
        (await Should.ThrowAsync<StepRefusedException>(trial.Deviations.DocumentAsync(actor, Trial.Study, of, details, Cancellation))).Code.ShouldBe(refusal);

    private async Task<string> ChangeRefusedAsync(DeviationDetails details, long version, string reason) =>
        (await Should.ThrowAsync<StepRefusedException>(trial.Deviations.ChangeAsync(Manager, Trial.Study, 1, details, version, reason, Cancellation))).Code;

    private Task<FormEntry> EnterLaboratoryAsync(string code, string platelets) =>
        trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("LB", "UNS"), Answers.Of(("DATE", "2026-03-10"), ("PLAT", platelets)), Cancellation);
}
