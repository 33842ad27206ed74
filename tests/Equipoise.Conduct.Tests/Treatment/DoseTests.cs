using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Visits;

namespace Equipoise.Conduct.Tests.Treatment;

public sealed class DoseOnSqliteTests() : DoseTests(new SqliteTestDatabase());

public sealed class DoseOnPostgresTests() : DoseTests(new PostgresTestDatabase());

/// <summary>Doses of ILLUMINE as sites record them: what is refused, what is a deviation, and what comes next.</summary>
public abstract class DoseTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly DateOnly Randomized = new(2026, 3, 2);
    private Trial trial = null!;
    private string code = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Somebody of arm B, which gives two drugs: nearly everybody is, so that one randomization is mostly enough.
        trial = await Trial.WithSchemeAsync(place, protocol: Trial.Illumine().Replace("{A: 1, B: 1, C: 1}", "{A: 1, B: 98, C: 1}", StringComparison.Ordinal).Replace("[6, 9]", "[100]", StringComparison.Ordinal));
        do
            code = await trial.SignedAsync();
        while ((await trial.RandomizeAsync(code)).Arm is not "B");
        trial.Clock.Now += TimeSpan.FromDays(200);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task Doses_by_the_rules_are_entries_like_any_other_and_the_next_is_planned_from_them()
    {
        var next = (await CourseAsync()).Next();
        next.Select(dose => $"{dose.Treatment.Code} {dose.Plan.Cycle} {dose.Dose!.Amount} {dose.Plan.Earliest:MM-dd} {dose.Plan.Latest:MM-dd}").ShouldBe(["IVO 1 800 03-02 03-05", "LIG 1 3600 03-02 03-05"]);

        var (entry, deviations) = await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        await GiveAsync("LIG", 1, "2026-03-03T10:30", 120);

        deviations.ShouldBeEmpty();
        entry.ShouldSatisfyAllConditions(
            one => one.Id.ShouldBe("EX-1"),
            one => (one.Visit, one.VisitCount).ShouldBe(("CYC", 1)),
            one => one.RecordedOn.ShouldBe(new DateOnly(2026, 3, 3)),
            one => one.Values()["PLANNED"].ShouldBe("2026-03-02"),
            one => one.Values()["PLANDOSE"].ShouldBe("800"),
            one => one.Values()["WTUSED"].ShouldBe("80"));
        (await CourseAsync()).Next().Select(dose => $"{dose.Treatment.Code} {dose.Plan.Cycle} {dose.Plan.Planned:MM-dd} {dose.Plan.Earliest:MM-dd} {dose.Plan.Latest:MM-dd}")
            .ShouldBe(["IVO 2 03-24 03-21 03-27", "LIG 2 03-24 03-21 03-27"]);
        (await trial.TrailAsync())[^1].Action.ShouldBe("form.enter");
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-03-01T09:00", "before-randomization")]
    [InlineData("2026-12-24T09:00", "answers")] // has not come yet
    [InlineData("2026-03-29T02:30", "no-such-time")] // the clocks in Paris went forward over it
    public async Task A_dose_that_cannot_have_been_is_refused_and_nothing_is_kept(string start, string refusal)
    {
        await RefusedAsync(Given("IVO", 1, start, 60), refusal);

        (await CourseAsync()).Log.Entries.ShouldBeEmpty();
        (await trial.Deviations.ListAsync(Trial.Investigator(), Trial.Study, null, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_absurd_weight_or_amount_is_refused()
    {
        await RefusedAsync(Given("IVO", 1, "2026-03-03T09:00", 60) with { Weight = 800 }, "answers");
        await RefusedAsync(Given("IVO", 1, "2026-03-03T09:00", 60) with { Amount = 80_000 }, "answers");
        await RefusedAsync(Given("IVO", 1, "2026-03-03T09:00", 60) with { Weight = null }, "weight-missing");
        await RefusedAsync(Given("IVO", 1, "2026-03-03T09:00", 60) with { Amount = null }, "no-dose");
        await RefusedAsync(Given("IVO", 1, "2026-03-03T09:00", 60) with { Percent = 50 }, "not-asked");
        await RefusedAsync(Given("IVO", 1, "2026-03-03T09:00", -10), "answers");
    }

    [Fact]
    public async Task Nobody_is_treated_before_consent_or_randomization()
    {
        var screened = (await trial.Screening.ScreenAsync(Trial.Coordinator(), Trial.Study, "FR01", null, Cancellation)).Code;
        (await Should.ThrowAsync<StepRefusedException>(RecordAsync(Given("IVO", 1, "2026-03-03T09:00", 60), screened))).Code.ShouldBe("consent-missing");
        var consented = await trial.ConsentedAsync();
        (await Should.ThrowAsync<StepRefusedException>(RecordAsync(Given("IVO", 1, "2026-03-03T09:00", 60), consented))).Code.ShouldBe("not-randomized");
    }

    [Fact]
    public async Task Only_whoever_treats_at_the_site_records_doses()
    {
        (await Should.ThrowAsync<StepRefusedException>(trial.Treatment.RecordAsync(Trial.Coordinator("DE01"), Trial.Study, code, Given("IVO", 1, "2026-03-03T09:00", 60), Cancellation))).Kind.ShouldBe(RefusalKind.NotFound);
        (await Should.ThrowAsync<StepRefusedException>(trial.Treatment.RecordAsync(Trial.Auditor, Trial.Study, code, Given("IVO", 1, "2026-03-03T09:00", 60), Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task After_the_end_of_treatment_or_withdrawal_nothing_is_given()
    {
        await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        await trial.Dispositions.RecordAsync(Trial.Investigator(), Trial.Study, code, DispositionKind.TreatmentEnd, new DateOnly(2026, 3, 20), "TOX", "", null, Cancellation);

        await RefusedAsync(Given("IVO", 2, "2026-03-24T09:00", 60), "treatment-ended");
        (await CourseAsync()).Next().ShouldBeEmpty();
        // What was given before may still be entered.
        await GiveAsync("LIG", 1, "2026-03-03T10:30", 120);
        // Treatment cannot have ended before its last dose either.
        (await Should.ThrowAsync<StepRefusedException>(trial.Dispositions.RecordAsync(
            Trial.Investigator(), Trial.Study, code, DispositionKind.TreatmentEnd, new DateOnly(2026, 3, 2), "TOX", "wrong day", null, Cancellation))).Code.ShouldBe("before-last-dose");
        await trial.Dispositions.RecordAsync(Trial.Investigator(), Trial.Study, code, DispositionKind.Withdrawal, new DateOnly(2026, 3, 21), "", "", ["EX"], Cancellation);
        await RefusedAsync(Given("LIG", 2, "2026-03-24T09:00", 120), "consent-withdrawn");
    }

    [Fact]
    public async Task Another_amount_day_duration_or_order_needs_a_reason_and_is_a_deviation_of_its_own()
    {
        await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        await RefusedAsync(Given("LIG", 1, "2026-03-03T09:30", 150) with { Amount = 3500 }, "outside-the-rules");
        (await trial.Deviations.ListAsync(Trial.Investigator(), Trial.Study, null, Cancellation)).ShouldBeEmpty();

        var (entry, deviations) = await RecordAsync(Given("LIG", 1, "2026-03-03T09:30", 150) with { Amount = 3500, Reason = "ERROR", Words = "the nurse took the wrong bag" });

        deviations.Select(deviation => deviation.Rule).ShouldBe(["amount", "infusion-time", "overlap"]);
        deviations[0].ShouldSatisfyAllConditions(
            one => one.Description.ShouldBe("3500 mg were given; by rule it is 3600 mg."),
            one => one.Cause.ShouldBe("Error: the nurse took the wrong bag"),
            one => (one.Participant, one.Site, one.Subject, one.Status, one.Important).ShouldBe((code, "FR01", $"form/{entry.Id}", DeviationStatus.Open, 0L)),
            one => (one.Category, one.OccurredOn, one.FoundOn).ShouldBe((DeviationCategory.Treatment, new DateOnly(2026, 3, 3), new DateOnly(2026, 9, 18))));
        // One step, one entry of the trail, and it tells of them.
        (await trial.TrailAsync())[^1].Changes.ShouldContain("3500 mg were given");
    }

    [Fact]
    public async Task A_drug_that_was_entered_second_and_given_first_is_told()
    {
        await GiveAsync("LIG", 1, "2026-03-03T09:00", 120);

        var (_, deviations) = await RecordAsync(Given("IVO", 1, "2026-03-03T11:30", 60) with { Reason = "ERROR", Words = "wrong order" });
        deviations.Single().Description.ShouldBe("ivonescimab is given before ligufalimab.");
    }

    [Fact]
    public async Task A_corrected_dose_is_judged_anew_and_its_deviation_becomes_void()
    {
        var (entry, _) = await RecordAsync(Given("IVO", 1, "2026-03-03T09:00", 60) with { Amount = 780, Reason = "ERROR", Words = "typing error" });
        var right = entry.Values().ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        right["DOSE"] = "800";

        var corrected = await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, right, entry.Version, "the pharmacy's sheet says 800", Cancellation);

        (await trial.Deviations.ListAsync(Trial.Investigator(), Trial.Study, null, Cancellation)).Single().Status.ShouldBe(DeviationStatus.Void);
        right["DOSE"] = "700";
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, right, corrected.Version, "once more", Cancellation);
        (await trial.Deviations.ListAsync(Trial.Investigator(), Trial.Study, null, Cancellation)).Select(one => $"{one.Number} {one.Status} {one.Description}")
            .ShouldBe(["1 void 780 mg were given; by rule it is 800 mg.", "2 open 700 mg were given; by rule it is 800 mg."]);
        right["CYCLE"] = "2";
        (await Should.ThrowAsync<StepRefusedException>(trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, right, 3, "another cycle", Cancellation))).Code.ShouldBe("other-dose");
    }

    [Fact]
    public async Task A_correction_that_moves_a_later_dose_out_of_its_window_is_found()
    {
        var findings = new FindingSteps(trial.Store, trial.Clock);
        var (first, _) = await GiveAsync("IVO", 1, "2026-03-05T09:00", 60);
        await GiveAsync("IVO", 2, "2026-03-29T09:00", 60);
        var earlier = first.Values().ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        (earlier["START"], earlier["END"]) = ("2026-03-03T09:00", "2026-03-03T10:00");
        await trial.Forms.CorrectAsync(Trial.Coordinator(), Trial.Study, code, first.Id, earlier, 1, "the pump's log", Cancellation);

        var found = (await findings.OfParticipantAsync(Trial.Coordinator(), Trial.Study, code, Cancellation)).Single(finding => finding.Category is DeviationCategory.Treatment);
        found.Description.ShouldBe("The dose of ivonescimab of 2026-03-29 was planned from 2026-03-21 to 2026-03-27.");
        var analyst = new Actor("t", "ts", "Tia Statistician", [new Grant(Role.TrialStatistician)], "test");
        (await findings.OfStudyAsync(analyst, Trial.Study, Cancellation)).ShouldNotContain(finding => finding.Category == DeviationCategory.Treatment);
    }

    [Fact]
    public async Task A_dose_sent_twice_is_recorded_once_and_doses_come_in_their_order()
    {
        await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);

        await RefusedAsync(Given("IVO", 1, "2026-03-03T09:00", 60), "dose-exists");
        await RefusedAsync(Given("IVO", 3, "2026-04-14T09:00", 60), "cycle-order");
        await RefusedAsync(Given("IVO", 2, "2026-03-02T09:00", 60), "dose-order");
        var missed = new NewDose("IVO", 2, DoseStatus.Missed) { Reason = "SUBJECT", Words = "on holiday" };
        await RecordAsync(missed);
        await RefusedAsync(missed, "dose-exists");
        (await CourseAsync()).Next().First(dose => dose.Treatment.Code is "IVO").Plan.ShouldSatisfyAllConditions(plan => plan.Cycle.ShouldBe(3), plan => plan.Planned.ShouldBe(new DateOnly(2026, 4, 14)));
        await RefusedAsync(new NewDose("LIG", 1, DoseStatus.Missed), "reason-missing");
    }

    [Fact]
    public async Task Of_many_who_send_the_same_dose_at_once_one_is_kept()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
                return "kept";
            }
            catch (StepRefusedException refusal)
            {
                return refusal.Code;
            }
        }));

        all.Count(one => one is "kept").ShouldBe(1);
        all.Count(one => one is "dose-exists").ShouldBe(7);
    }

    [Fact]
    public async Task A_hold_is_no_deviation_and_a_dose_after_it_has_until_the_longest_delay()
    {
        await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        await RecordAsync(new NewDose("IVO", 2, DoseStatus.Held) { Reason = "AE", Words = "colitis of grade 2" });

        var held = (await CourseAsync()).Next().First(dose => dose.Treatment.Code is "IVO");
        (held.IsHeld, held.Plan.Cycle, held.Plan.Planned, held.Plan.Latest).ShouldBe((true, 2, new DateOnly(2026, 3, 24), new DateOnly(2026, 6, 16)));

        // 84 days after the planned day is the longest delay; a day more is one too many.
        await RefusedAsync(Given("IVO", 2, "2026-06-17T09:00", 60), "outside-the-rules");
        (await GiveAsync("IVO", 2, "2026-06-16T09:00", 60)).Deviations.ShouldBeEmpty();
        (await CourseAsync()).Next().First(dose => dose.Treatment.Code is "IVO").Plan.Planned.ShouldBe(new DateOnly(2026, 7, 7));
    }

    [Fact]
    public async Task A_delay_for_a_reason_of_the_protocol_is_none_and_for_another_it_is_a_deviation()
    {
        await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        await GiveAsync("LIG", 1, "2026-03-03T11:00", 120);
        (await RecordAsync(Given("IVO", 2, "2026-04-07T09:00", 60) with { Reason = "AE", Words = "rash" })).Deviations.ShouldBeEmpty();
        (await RecordAsync(Given("LIG", 2, "2026-04-07T11:00", 120) with { Reason = "SCHEDULE", Words = "Easter" })).Deviations.Single().Rule.ShouldBe("dose-outside-window");
        // Too early is no delay, whatever the reason.
        (await RecordAsync(Given("IVO", 3, "2026-04-22T09:00", 60) with { Reason = "AE", Words = "rash" })).Deviations.Single().Rule.ShouldBe("interval");
    }

    [Fact]
    public async Task The_dose_is_calculated_anew_when_the_weight_has_changed_by_a_tenth()
    {
        await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        // 80 kg to 72.1 kg are 9.9 %: kept; to 72 kg 10 %: anew.
        (await RecordAsync(Given("IVO", 2, "2026-03-24T09:00", 60) with { Weight = 72.1m })).Deviations.ShouldBeEmpty();
        await RefusedAsync(Given("IVO", 3, "2026-04-14T09:00", 60) with { Weight = 72 }, "outside-the-rules");
        var (entry, deviations) = await RecordAsync(Given("IVO", 3, "2026-04-14T09:00", 60) with { Weight = 72, Amount = 720 });
        deviations.ShouldBeEmpty();
        entry.Values()["WTUSED"].ShouldBe("72");
        // The next is compared with 72, no longer with 80.
        (await RecordAsync(Given("IVO", 4, "2026-05-05T09:00", 60) with { Weight = 79, Amount = 720 })).Deviations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_arms_drug_is_refused_and_once_it_was_given_it_is_an_important_deviation()
    {
        await RefusedAsync(Given("PEM", 1, "2026-03-03T09:00", 60) with { Amount = 200, Reason = "ERROR", Words = "wrong bag" }, "not-of-the-arm");

        var (_, deviations) = await RecordAsync(Given("PEM", 1, "2026-03-03T09:00", 60) with { Amount = 200, Reason = "ERROR", Words = "wrong bag", IsContrary = true });
        deviations.Single().ShouldSatisfyAllConditions(one => one.Rule.ShouldBe("not-of-the-arm"), one => one.Important.ShouldBe(1));
        var exposure = ParticipantExposure.Of(await CourseAsync());
        exposure.Treatments.Single(one => one.Treatment is "PEM").Amount.ShouldBe(200);
        exposure.Arm.ShouldBe("B");
    }

    [Fact]
    public async Task A_struck_dose_counts_no_more_and_voids_its_deviation_and_later_ones_come_first()
    {
        var (first, _) = await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        var (second, _) = await RecordAsync(Given("IVO", 2, "2026-03-24T09:00", 60) with { Amount = 10, Reason = "ERROR", Words = "stopped at once" });

        (await Should.ThrowAsync<StepRefusedException>(trial.Forms.StrikeAsync(Trial.Coordinator(), Trial.Study, code, first.Id, 1, "another person", Cancellation))).Code.ShouldBe("later-doses");
        await trial.Forms.StrikeAsync(Trial.Coordinator(), Trial.Study, code, second.Id, 1, "another person", Cancellation);

        (await CourseAsync()).Next().First(dose => dose.Treatment.Code is "IVO").Plan.Cycle.ShouldBe(2);
        (await trial.Deviations.ListAsync(Trial.Investigator(), Trial.Study, null, Cancellation)).Single().Status.ShouldBe(DeviationStatus.Void);
    }

    [Fact]
    public async Task Who_may_not_know_the_arm_sees_neither_doses_nor_what_tells_of_them()
    {
        await RecordAsync(Given("IVO", 1, "2026-03-03T09:00", 60) with { Amount = 700, Reason = "ERROR", Words = "short bag" });
        var analyst = new Actor("t", "ts", "Tia Statistician", [new Grant(Role.TrialStatistician)], "test");

        (await new ParticipantReader(trial.Store).ReadAsync(analyst, Trial.Study, code, Cancellation)).File.Entries.ShouldNotContain(entry => entry.Form == "EX");
        (await trial.Treatment.CalendarAsync(analyst, Trial.Study, code, Cancellation)).Calendar.Doses.ShouldBeEmpty();
        (await trial.Deviations.ListAsync(analyst, Trial.Study, null, Cancellation)).ShouldBeEmpty();
        (await Should.ThrowAsync<StepRefusedException>(trial.Treatment.ReadAsync(analyst, Trial.Study, code, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task The_calendar_tells_what_is_done_due_late_and_missed()
    {
        trial.Clock.Now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        var before = (await CalendarAsync()).ShouldNotBeNull();
        before.IsProvisional.ShouldBeTrue();
        before.Doses[0].State.ShouldBe(CalendarState.Due);
        before.Doses.Count.ShouldBe(2 * 35);
        before.Visits.Where(visit => visit.Plan.Visit is "IMG").Select(visit => visit.Plan.Planned.DayNumber - Randomized.DayNumber).Take(10).ShouldBe([42, 84, 126, 168, 210, 252, 294, 336, 420, 504]);

        trial.Clock.Now = new DateTimeOffset(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);
        await GiveAsync("IVO", 1, "2026-03-03T09:00", 60);
        await GiveAsync("LIG", 1, "2026-03-03T10:30", 120);
        await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "CYC", 1), Answers.Of(("DATE", "2026-03-03"), ("WEIGHT", "80")), Cancellation);
        await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "CYC", 2), Answers.Of(("DATE", "2026-03-30"), ("WEIGHT", "80")), Cancellation);
        await GiveAsync("IVO", 2, "2026-03-24T09:00", 60);

        var calendar = await CalendarAsync();
        calendar.IsProvisional.ShouldBeFalse();
        calendar.LastPermittedDoseDay.ShouldBe(new DateOnly(2028, 3, 2));
        calendar.Doses.Take(6).Select(dose => $"{dose.Plan.Treatment} {dose.Plan.Cycle} {dose.State}").ShouldBe(["IVO 1 Done", "LIG 1 Done", "IVO 2 Done", "LIG 2 Late", "IVO 3 Late", "LIG 3 Late"]);
        calendar.Visits.Where(visit => visit.Plan.Visit is "CYC").Take(4).Select(visit => $"{visit.Plan.Name} {visit.State} {visit.IsOutsideWindow} {string.Join(' ', visit.MissingForms)}")
            .ShouldBe(["Cycle 1 Done False PS LB", "Cycle 2 Done True PS LB", "Cycle 3 Missed False PS VS LB", "Cycle 4 Due False PS VS LB"]);
        calendar.Visits.First(visit => visit.Plan.Visit is "IMG").State.ShouldBe(CalendarState.Late);
    }

    private static NewDose Given(string treatment, int cycle, string start, int minutes) => new(treatment, cycle, DoseStatus.Given)
    {
        Start = start,
        End = DateTime.ParseExact(start, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture).AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        Amount = treatment is "IVO" ? 800 : 3600,
        Weight = 80,
    };

    private async Task<TreatmentCourse> CourseAsync() => (await trial.Treatment.ReadAsync(Trial.Coordinator(), Trial.Study, code, Cancellation)).Course;

    private async Task<ParticipantCalendar> CalendarAsync() => (await trial.Treatment.CalendarAsync(Trial.Coordinator(), Trial.Study, code, Cancellation)).Calendar;

    private Task<(FormEntry Entry, IReadOnlyList<Deviation> Deviations)> GiveAsync(string treatment, int cycle, string start, int minutes) => RecordAsync(Given(treatment, cycle, start, minutes));

    private Task<(FormEntry Entry, IReadOnlyList<Deviation> Deviations)> RecordAsync(NewDose dose, string? participant = null) =>
        trial.Treatment.RecordAsync(Trial.Coordinator(), Trial.Study, participant ?? code, dose, Cancellation);

    private async Task RefusedAsync(NewDose dose, string refusal) => (await Should.ThrowAsync<StepRefusedException>(RecordAsync(dose))).Code.ShouldBe(refusal);
}
