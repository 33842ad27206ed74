using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Screening;

namespace Equipoise.Conduct.Tests.Screening;

public sealed class ScreeningOnSqliteTests() : ScreeningTests(new SqliteTestDatabase());

public sealed class ScreeningOnPostgresTests() : ScreeningTests(new PostgresTestDatabase());

public abstract class ScreeningTests(TestDatabase place) : IAsyncLifetime
{
    private Trial trial = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => trial = await Trial.WithSiteAsync(place);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("../../x")]
    [InlineData("a b/c")]
    [InlineData("\"x\\n\"")]
    public async Task A_study_has_an_id_that_an_address_can_hold(string id) =>
        (await Should.ThrowAsync<StepRefusedException>(() => trial.Studies.OpenAsync(Trial.Sponsor, Trial.Illumine().Replace($"study: {Trial.Study}", $"study: {id}", StringComparison.Ordinal), Cancellation)))
            .Code.ShouldBe("study-id");

    [Fact]
    public async Task Somebody_with_all_data_and_decisions_is_eligible_and_the_investigator_signs()
    {
        var code = await trial.EligibleAsync();

        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        report.Obstacles.ShouldBeEmpty();
        var signature = await trial.Signatures.SignEligibilityAsync(Trial.Investigator(), Trial.Study, code, report.ContentHash, Trial.Password, Cancellation);
        signature.Name.ShouldBe("Ines Investigator of FR01");
        signature.ContentHash.ShouldBe(report.ContentHash);
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Each_step_is_one_entry_of_the_trail()
    {
        await trial.ConsentedAsync();

        (await trial.TrailAsync()).Select(entry => entry.Action).ShouldBe(["study.open", "site.register", "site.activate", "participant.screen", "participant.consent"]);
    }

    [Fact]
    public async Task Screening_numbers_of_a_site_run_without_gaps_however_many_ask_at_once()
    {
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", null, Cancellation)));

        codes.Select(participant => participant.Code).Order().ShouldBe(Enumerable.Range(1, 20).Select(number => $"FR01-{number:000}"));
    }

    [Fact]
    public async Task Nobody_is_screened_at_a_site_that_is_not_active()
    {
        await trial.Sites.RegisterAsync(Trial.Sponsor, Trial.Study, "FR02", new("Hospital two", "EU", "France", "Europe/Paris", null, null), Cancellation);

        var refusal = await RefusedAsync(trial.Screening.ScreenAsync(Trial.Coordinator("FR02"), Trial.Study, "FR02", null, Cancellation));

        refusal.Code.ShouldBe("site-not-active");
    }

    [Fact]
    public async Task Nothing_is_collected_before_consent()
    {
        var participant = await trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", null, Cancellation);

        var refusal = await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, participant.Code, new FormPlace("MH", "SCR"), Answers.Of(("ANY", "N")), Cancellation));

        refusal.Code.ShouldBe("consent-missing");
    }

    [Theory]
    [InlineData("2026-03-03", "date-in-future")]
    [InlineData("1999-12-31", "consent-date")]
    public async Task Consent_has_a_day_on_which_it_can_have_been_given(string on, string code)
    {
        var participant = await trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", null, Cancellation);

        (await RefusedAsync(trial.Screening.ConsentAsync(Trial.Coordinator(), Trial.Study, participant.Code, "2.0", DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), "Ines", Cancellation)))
            .Code.ShouldBe(code);
    }

    [Fact]
    public async Task Another_site_does_not_learn_that_a_participant_exists()
    {
        var code = await trial.ConsentedAsync();
        await trial.AddSiteAsync("DE01", "EU", "Europe/Berlin");

        var foreign = await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator("DE01"), Trial.Study, code, new FormPlace("MH", "SCR"), Answers.Of(("ANY", "N")), Cancellation));
        var none = await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator("DE01"), Trial.Study, "FR01-999", new FormPlace("MH", "SCR"), Answers.Of(("ANY", "N")), Cancellation));

        foreign.Kind.ShouldBe(RefusalKind.NotFound);
        foreign.Message.Replace(code, "?", StringComparison.Ordinal).ShouldBe(none.Message.Replace("FR01-999", "?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_coordinator_neither_decides_nor_signs()
    {
        var code = await trial.ConsentedAsync();

        (await RefusedAsync(trial.Eligibility.DecideAsync(Trial.Coordinator(), Trial.Study, code, "inclusion-4", "x", true, "note", "seen", 0, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await RefusedAsync(trial.Signatures.SignEligibilityAsync(Trial.Coordinator(), Trial.Study, code, "x", Trial.Password, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Of_two_who_decide_the_same_statement_the_second_is_told()
    {
        var code = await trial.ConsentedAsync();
        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        var criterion = report.Criteria.First(one => one.Statements.Count > 0);
        var (id, statement) = (criterion.Verdict.Criterion.Id, criterion.Statements[0].Statement);
        Task<Decision> DecideAsync(bool holds, long version) => trial.Eligibility.DecideAsync(Trial.Investigator(), Trial.Study, code, id, statement, holds, "note of 2026-03-01", "seen", version, Cancellation);

        (await DecideAsync(holds: true, 0)).Version.ShouldBe(1);
        (await RefusedAsync(DecideAsync(holds: false, 0))).Code.ShouldBe("stale");
        (await DecideAsync(holds: false, 1)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task No_criterion_is_waived_neither_what_the_facts_refute_nor_what_they_do_not_say()
    {
        var code = await trial.ConsentedAsync();
        await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "SCR"), Answers.Of(("DATE", "2026-03-01"), ("ECOG", "3")), Cancellation);

        foreach (var criterion in (string[])["inclusion-3", "inclusion-9"])
            (await RefusedAsync(trial.Eligibility.DecideAsync(Trial.Investigator(), Trial.Study, code, criterion, "performance status", true, "note", "I say so", 0, Cancellation))).Code.ShouldBe("not-for-decision");
        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        report.IsEligible.ShouldBeFalse();
        var refusal = await RefusedAsync(trial.Signatures.SignEligibilityAsync(Trial.Investigator(), Trial.Study, code, report.ContentHash, Trial.Password, Cancellation));
        refusal.Code.ShouldBe("not-eligible");
        refusal.Reasons.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task An_answer_of_not_known_makes_nobody_eligible()
    {
        var code = await trial.EligibleAsync();
        var entry = (await FileAsync(code)).Entries.Single(one => one.Form == "DX");
        var answers = entry.Values().ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        (answers["SITE"], answers["HPV"]) = ("ORO", "UNK");
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, answers, entry.Version, "read the report again", Cancellation);

        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);

        report.Criteria.Single(one => one.Verdict.Criterion.Id == "inclusion-6").Blocks.ShouldBeTrue();
    }

    [Fact]
    public async Task A_signature_does_not_hold_for_data_that_were_corrected_after_it()
    {
        var code = await trial.SignedAsync();
        var entry = (await FileAsync(code)).Entries.Single(one => one.Form == "VS");
        var answers = entry.Values().ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        answers["WEIGHT"] = "81";

        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, answers, entry.Version, "typing error", Cancellation);

        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);
        (await trial.Signatures.ListAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).ShouldNotContain(one => one.ContentHash == report.ContentHash);
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_keeps_the_old_value_in_the_trail()
    {
        var code = await trial.ConsentedAsync();
        var entry = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "SCR"), Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "80")), Cancellation);
        var corrected = Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "81"));

        (await RefusedAsync(trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, corrected, entry.Version, " ", Cancellation))).Code.ShouldBe("reason-missing");
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, corrected, entry.Version, "typing error", Cancellation);

        var told = (await trial.TrailAsync())[^1];
        (told.Action, told.Changes, told.Reason).ShouldBe(("form.correct", """[{"field":"WEIGHT","old":"80","new":"81"}]""", "typing error"));
    }

    [Fact]
    public async Task Of_two_who_correct_the_same_entry_the_second_is_told()
    {
        var code = await trial.ConsentedAsync();
        var entry = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "SCR"), Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "80")), Cancellation);
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "81")), entry.Version, "typing error", Cancellation);

        var refusal = await RefusedAsync(trial.Forms.CorrectAsync(Trial.Investigator(), Trial.Study, code, entry.Id, Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "82")), entry.Version, "typing error", Cancellation));

        refusal.Kind.ShouldBe(RefusalKind.Stale);
    }

    [Theory]
    [InlineData("WEIGHT", "800", "cannot be right")]
    [InlineData("WEIGHT", "eighty", "write a number")]
    [InlineData("WEIGHT", "80,5", "write a number")]
    [InlineData("DATE", "2026-03-04", "has not come yet")]
    [InlineData("DATE", "2026-02-30", "year-month-day")]
    [InlineData("WEIGHT", "", "an answer is required")]
    [InlineData("NOSUCH", "1", "has no field")]
    public async Task An_absurd_answer_is_refused_and_nothing_is_half_saved(string field, string answer, string sentence)
    {
        var code = await trial.ConsentedAsync();
        var answers = Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "80")).ToDictionary();
        answers[field] = answer;
        var before = (await trial.TrailAsync()).Count;

        var refusal = await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "SCR"), answers, Cancellation));

        refusal.Message.ShouldContain(sentence);
        (await FileAsync(code)).Entries.ShouldBeEmpty();
        (await trial.TrailAsync()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task An_edit_check_of_the_protocol_refuses_what_contradicts_itself()
    {
        var code = await trial.ConsentedAsync();

        var refusal = await RefusedAsync(trial.Forms.EnterAsync(
            Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "SCR"), Answers.Of(("DATE", "2026-03-01"), ("WEIGHT", "80"), ("SYS", "80"), ("DIA", "120")), Cancellation));

        refusal.Message.ShouldContain("diastolic");
    }

    [Fact]
    public async Task A_form_is_filled_in_once_a_visit_and_a_struck_one_makes_room()
    {
        var code = await trial.ConsentedAsync();
        var answers = Answers.Of(("DATE", "2026-03-01"), ("ECOG", "1"));
        var first = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "SCR"), answers, Cancellation);
        (await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "SCR"), answers, Cancellation))).Code.ShouldBe("entry-exists");

        await trial.Forms.StrikeAsync(Trial.Coordinator(), Trial.Study, code, first.Id, first.Version, "of another person", Cancellation);
        var second = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("PS", "SCR"), answers, Cancellation);

        second.Id.ShouldBe("PS-2");
        (await FileAsync(code)).Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task After_a_screening_failure_the_same_person_is_screened_under_a_new_number_once()
    {
        var code = await trial.ConsentedAsync();
        (await RefusedAsync(trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", code, Cancellation))).Code.ShouldBe("not-failed");
        await trial.Screening.FailAsync(Trial.Coordinator(), Trial.Study, code, "platelets too low", ["inclusion-10.a.ii"], Cancellation);

        var again = await trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", code, Cancellation);

        again.Code.ShouldBe("FR01-002");
        again.RescreenedFrom.ShouldBe("FR01-001");
        (await RefusedAsync(trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", code, Cancellation))).Code.ShouldBe("rescreened");
        (await RefusedAsync(trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("MH", "SCR"), Answers.Of(("ANY", "N")), Cancellation))).Code.ShouldBe("screen-failure");
    }

    [Fact]
    public async Task A_wrong_password_signs_nothing()
    {
        var code = await trial.EligibleAsync();
        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation);

        (await RefusedAsync(trial.Signatures.SignEligibilityAsync(Trial.Investigator(), Trial.Study, code, report.ContentHash, "guess", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);

        (await trial.Signatures.ListAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).ShouldBeEmpty();
    }

    private static Task<StepRefusedException> RefusedAsync(Task step) => Should.ThrowAsync<StepRefusedException>(step);

    private async Task<Equipoise.Conduct.Screening.ParticipantFile> FileAsync(string code) =>
        (await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).File;
}
