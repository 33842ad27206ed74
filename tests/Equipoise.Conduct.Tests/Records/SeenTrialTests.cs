using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Quality;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Timelines;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Tests.Records;

public sealed class SeenTrialOnSqliteTests() : SeenTrialTests(new SqliteTestDatabase());

public sealed class SeenTrialOnPostgresTests() : SeenTrialTests(new PostgresTestDatabase());

/// <summary>What people see of a whole study, and of one participant's way, of somebody in arm B who was randomized on 2 March 2026.</summary>
public abstract class SeenTrialTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly Actor Manager = new("d", "dm", "Dee Manager", [new Grant(Role.DataManager)], "test");
    private static readonly Actor Analyst = new("s", "stat", "Sue Statistician", [new Grant(Role.TrialStatistician)], "test");
    private static readonly Actor Monitor = new("m", "mon", "Mona Monitor", [new Grant(Role.Monitor)], "test");

    private Trial trial = null!;
    private string code = null!;

    // How many came into another arm first, of whom nothing is recorded.
    private int others = -1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSchemeAsync(place, protocol: Trial.Illumine().Replace("{A: 1, B: 1, C: 1}", "{A: 1, B: 98, C: 1}", StringComparison.Ordinal).Replace("[6, 9]", "[100]", StringComparison.Ordinal));
        do
        {
            code = await trial.SignedAsync();
            others++;
        }
        while ((await trial.RandomizeAsync(code)).Arm is not "B");
        trial.Clock.Now = new DateTimeOffset(2026, 5, 1, 9, 30, 0, TimeSpan.Zero);
        await GiveAsync("IVO", 1, "2026-03-03T09:00", "2026-03-03T10:00", 800);
        await GiveAsync("LIG", 1, "2026-03-03T11:00", "2026-03-03T13:00", 3600);
        await GiveAsync("IVO", 2, "2026-03-31T09:00", "2026-03-31T10:00", 800, "SCHEDULE");
        await trial.Treatment.RecordAsync(Trial.Coordinator(), Trial.Study, code, new NewDose("LIG", 2, DoseStatus.Missed) { Reason = "SUBJECT", Words = "on holiday" }, Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task Exposure_stands_by_arm_for_who_may_see_that_and_else_together_without_drugs()
    {
        var reader = new ExposureReader(trial.Store);

        var seen = await reader.ReadAsync(Analyst, Trial.Study, Cancellation);
        seen.Groups.Select(group => group.Arm).ShouldBe(["A", "B", "C"]);
        var arm = seen.Groups[1];
        // From 3 to 31 March, both counted: 29 days. The second dose came on 31 March, planned on the 24th, with 3 days' grace.
        (arm.Treated, arm.OnTreatment, arm.MedianCycles, arm.MedianDays).ShouldBe((1, 1, 2, 29));
        arm.Reached.ShouldBe([1, 1]);
        arm.Doses.ShouldBe(new DoseCounts(Given: 3, Delayed: 1, Held: 0, Missed: 1, Reduced: 0));
        arm.Participants.ShouldBe(new DoseCounts(1, 1, 0, 1, 0));
        arm.Treatments.Select(drug => (drug.Treatment, drug.Doses, drug.Amount, drug.Counts.Delayed, drug.Counts.Missed)).ShouldBe([("IVO", 2, 1600m, 1, 0), ("LIG", 1, 3600m, 0, 1)]);
        // Two doses in 28 days of 21-day intervals and the one that the last covers: 2 / (28/21 + 1) = 6/7.
        arm.Treatments[0].MedianIntensity!.Value.ShouldBe(6d / 7, 1e-12);

        var sponsor = await reader.ReadAsync(Trial.Sponsor, Trial.Study, Cancellation);
        (sponsor.IsWhole, sponsor.ShowsArms).ShouldBe((true, false));
        var together = sponsor.Groups.ShouldHaveSingleItem();
        (together.Arm, together.Treated, together.Doses.Given).ShouldBe(("", 1, 3));
        together.Treatments.ShouldBeEmpty();
        (await reader.ReadAsync(Trial.Coordinator("DE01"), Trial.Study, Cancellation)).ShouldSatisfyAllConditions(one => one.IsWhole.ShouldBeFalse(), one => one.Groups.Single().Randomized.ShouldBe(0));
        (await Should.ThrowAsync<StepRefusedException>(reader.ReadAsync(Analyst, "NCT00000000", Cancellation))).Code.ShouldBe("no-such-study");
    }

    [Fact]
    public async Task Responses_name_arms_only_for_who_may_see_data_by_arm()
    {
        await LesionAsync("SCR", "2026-02-27", "60");
        await LesionAsync("IMG", "2026-04-13", "30");
        var reader = new ResponseReader(trial.Store, trial.Clock);

        var course = (await reader.ReadAsync(Analyst, Trial.Study, cancellation: Cancellation)).Participants.Single(one => one.Participant == code);
        (course.Arm, course.FirstDose, course.TreatedUntil, course.IsOnTreatment).ShouldBe(("B", new DateOnly(2026, 3, 3), new DateOnly(2026, 5, 1), true));
        (course.DaysOnTreatment, course.Best, course.BestChange, course.RespondedOn, course.ProgressedOn).ShouldBe((60, Response.Partial, -50m, new DateOnly(2026, 4, 13), null));
        course.Points.ShouldBe([new ResponsePoint(new DateOnly(2026, 4, 13), Response.Partial, -50m)]);

        (await reader.ReadAsync(Manager, Trial.Study, cancellation: Cancellation)).ShouldSatisfyAllConditions(
            seen => seen.ShowsArms.ShouldBeFalse(), seen => seen.Participants.ShouldAllBe(one => one.Arm == null), seen => seen.Participants.Single(one => one.Participant == code).BestChange.ShouldBe(-50m));
        (await reader.ReadAsync(Trial.Investigator("DE01"), Trial.Study, cancellation: Cancellation)).Participants.ShouldBeEmpty();
        (await reader.ReadAsync(Manager, Trial.Study, "XX99", Cancellation)).Participants.ShouldBeEmpty();

        await trial.Dispositions.RecordAsync(Trial.Investigator(), Trial.Study, code, DispositionKind.TreatmentEnd, new DateOnly(2026, 4, 20), "TOX", "", null, Cancellation);
        await trial.Dispositions.RecordAsync(Trial.Investigator(), Trial.Study, code, DispositionKind.Death, new DateOnly(2026, 4, 28), "", "", null, Cancellation);
        (await reader.ReadAsync(Analyst, Trial.Study, cancellation: Cancellation)).Participants.Single(one => one.Participant == code).ShouldSatisfyAllConditions(
            one => (one.TreatedUntil, one.IsOnTreatment, one.DiedOn).ShouldBe((new DateOnly(2026, 4, 20), false, new DateOnly(2026, 4, 28))), one => one.DaysOnTreatment.ShouldBe(49));
    }

    [Fact]
    public async Task Quality_counts_what_the_calendar_expects_by_now_and_what_is_not_reviewed()
    {
        // Cycles 1 to 4 (3 and 31 March; 14 April and 5 May, by the drug that comes first) have their windows behind them on 10 May, with three forms each.
        await EnterAsync("VS", "CYC", 1, ("DATE", "2026-03-03"), ("WEIGHT", "80"));
        await EnterAsync("LB", "CYC", 2, ("DATE", "2026-04-10"), ("ALT", "20"));
        await LesionAsync("SCR", "2026-02-27", "60");
        await LesionAsync("IMG", "2026-04-13", "30");
        await EnterAsync("RS", "IMG", 1, ("DATE", "2026-04-13"), ("OVERALL", "SD"));
        await new QuerySteps(trial.Store, trial.Clock).OpenAsync(Monitor, Trial.Study, code, "RS-1", "OVERALL", "Is this right?", Cancellation);
        trial.Clock.Now += TimeSpan.FromDays(9);

        var quality = await new QualityReader(trial.Store, trial.Clock).ReadAsync(Manager, Trial.Study, "FR01", Cancellation);

        var cycles = quality.Visits.Single(visit => visit.Visit is "CYC");
        (cycles.Visits, cycles.Name).ShouldBe((4, "Cycle"));
        cycles.Forms.ShouldBe(new FormCounts(Expected: 12, InWindow: 1, OutOfWindow: 1));
        cycles.Forms.Missing.ShouldBe(10);
        quality.Visits.Single(visit => visit.Visit is "IMG").Forms.ShouldBe(new FormCounts(2 + (2 * others), 2, 0));
        quality.Incomplete.Where(visit => visit.Plan.Visit is "CYC").Select(visit => $"{visit.Plan.Count}: {string.Join(' ', visit.Missing)}").ShouldBe(["1: PS LB", "2: PS VS", "3: PS VS LB", "4: PS VS LB"]);
        quality.Ages.Select(age => (age.From, age.Open, age.Answered)).ShouldBe([(0, 0, 0), (8, 1, 0), (31, 0, 0), (91, 0, 0)]);
        quality.Disagreements.ShouldBe([new Disagreement(code, "FR01", DisagreementKind.Response, new DateOnly(2026, 4, 13), "2026-04-13: RECIST 1.1 gives PR, RS-1 says SD.")]);
        var site = quality.Sites.ShouldHaveSingleItem();
        (site.OpenQueries, site.OldestQueryDays, site.Unverified, site.Unfrozen, site.Disagreements).ShouldBe((1, 9, site.Entries, site.Entries, 1));
        site.UnsignedCasebooks.ShouldBeGreaterThanOrEqualTo(1);
        site.Forms.ShouldBe(FormCounts.Sum(quality.Visits.Select(visit => visit.Forms)));

        await new ReviewSteps(trial.Store).MarkAsync(Monitor, Trial.Study, code, "RS-1", ReviewMark.Verified, isSet: true, 1, "", Cancellation);
        (await new QualityReader(trial.Store, trial.Clock).ReadAsync(Manager, Trial.Study, cancellation: Cancellation)).Sites.Single().ShouldSatisfyAllConditions(one => one.Unverified.ShouldBe(one.Entries - 1));
        (await new QualityReader(trial.Store, trial.Clock).ReadAsync(Trial.Investigator("DE01"), Trial.Study, cancellation: Cancellation)).ShouldSatisfyAllConditions(
            other => other.Sites.ShouldBeEmpty(), other => other.Incomplete.ShouldBeEmpty(), other => other.IsWhole.ShouldBeFalse());
    }

    [Fact]
    public async Task A_timeline_is_in_order_of_the_sites_time_and_leaves_out_doses_for_who_may_not_see_the_arm()
    {
        await EnterAsync("AE", "UNS", 1, ("TERM", "Anemia"), ("GRADE", "2"), ("START", "2026-03-10"), ("END", "2026-03-20"), ("SER", "N"), ("RELIVO", "NO"), ("RELLIG", "NO"), ("ACTION", "NONE"), ("OUT", "RECOVERED"));
        await trial.Dispositions.RecordAsync(Trial.Investigator(), Trial.Study, code, DispositionKind.TreatmentEnd, new DateOnly(2026, 4, 20), "TOX", "", null, Cancellation);
        var reader = new TimelineReader(trial.Store, trial.Clock);

        var timeline = await reader.ReadAsync(Trial.Investigator(), Trial.Study, code, Cancellation);

        timeline.Events.Select(happened => happened.Day).ShouldBeInOrder();
        timeline.Events.Where(happened => happened.Kind is TimelineKind.Milestone or TimelineKind.Dose or TimelineKind.AdverseEvent).Select(happened => $"{happened.Day:MM-dd} {happened.Time:HH:mm} {happened.Title}").ShouldBe(
        [
            "03-01  Consent", "03-02  Screening number given", "03-02 10:30 Randomized", "03-02 10:30 Eligibility signed", "03-03 09:00 Cycle 1: ivonescimab 800 mg", "03-03 11:00 Cycle 1: ligufalimab 3600 mg",
            "03-10  Anemia, grade 2", "03-24  Cycle 2: ligufalimab not given", "03-31 09:00 Cycle 2: ivonescimab 800 mg", "04-20  End of treatment",
        ]);
        timeline.Events.Single(happened => happened.Kind == TimelineKind.AdverseEvent).ShouldSatisfyAllConditions(one => one.Until.ShouldBe(new DateOnly(2026, 3, 20)), one => one.Entries.Single().Id.ShouldBe("AE-1"));
        timeline.Events.Count(happened => happened.Kind == TimelineKind.Deviation).ShouldBeGreaterThan(0);
        (timeline.Arm, timeline.HidesDoses, timeline.RandomizedOn).ShouldBe(("B", false, new DateOnly(2026, 3, 2)));

        var hidden = await reader.ReadAsync(Analyst, Trial.Study, code, Cancellation);
        hidden.ShouldSatisfyAllConditions(one => one.HidesDoses.ShouldBeTrue(), one => one.Arm.ShouldBeNull());
        hidden.Events.ShouldAllBe(happened => happened.Kind != TimelineKind.Dose && happened.Kind != TimelineKind.Deviation);
        hidden.Events.ShouldContain(happened => happened.Title == "Randomized" && !happened.Detail.Contains("arm"));
        (await Should.ThrowAsync<StepRefusedException>(reader.ReadAsync(Trial.Investigator("DE01"), Trial.Study, code, Cancellation))).Code.ShouldBe("no-such-participant");
    }

    [Fact]
    public async Task A_failed_screening_ends_the_timeline_with_its_reason()
    {
        var failed = await trial.ConsentedAsync();
        await trial.Screening.FailAsync(Trial.Coordinator(), Trial.Study, failed, "platelets too low", ["inclusion-3"], Cancellation);

        (await new TimelineReader(trial.Store, trial.Clock).ReadAsync(Manager, Trial.Study, failed, Cancellation)).Events[^1].ShouldSatisfyAllConditions(
            last => (last.Title, last.Detail).ShouldBe(("Screening failed", "platelets too low")), last => last.Day.ShouldBe(new DateOnly(2026, 5, 1)));
    }

    private Task GiveAsync(string treatment, int cycle, string start, string end, decimal amount, string? reason = null) => trial.Treatment.RecordAsync(
        Trial.Coordinator(), Trial.Study, code,
        new NewDose(treatment, cycle, DoseStatus.Given) { Start = start, End = end, Amount = amount, Weight = 80, Reason = reason, Words = reason is null ? null : "no chair was free" }, Cancellation);

    private Task LesionAsync(string visit, string day, string millimeters) =>
        EnterAsync("TR", visit, 1, ("DATE", day), ("LESION", "T1"), ("ROLE", "target"), ("SITE", "lung"), ("NODAL", "N"), ("DIAM", millimeters), ("STATE", "measured"));

    private Task EnterAsync(string form, string visit, int count, params (string Field, string? Answer)[] answers) =>
        trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace(form, visit, count), Answers.Of(answers), Cancellation);
}
