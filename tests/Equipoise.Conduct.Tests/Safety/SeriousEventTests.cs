using System.Text.Json;
using System.Xml.Linq;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Safety;

namespace Equipoise.Conduct.Tests.Safety;

public sealed class SeriousEventOnSqliteTests() : SeriousEventTests(new SqliteTestDatabase());

public sealed class SeriousEventOnPostgresTests() : SeriousEventTests(new PostgresTestDatabase());

public abstract class SeriousEventTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly DateTime Aware = new(2026, 3, 10, 14, 30, 0);
    private Trial trial = null!;
    private SeriousEventSteps steps = null!;
    private AssessmentReader reader = null!;
    private string code = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSchemeAsync(place);
        steps = new SeriousEventSteps(trial.Store);
        reader = new AssessmentReader(trial.Store);
        code = await trial.SignedAsync();
        await trial.RandomizeAsync(code);
        // 20:00 in Paris, five and a half hours after the site knew.
        trial.Clock.Now = new DateTimeOffset(2026, 3, 10, 19, 0, 0, TimeSpan.Zero);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task The_clock_runs_from_awareness_on_the_sites_clock_until_the_first_report()
    {
        var entry = await EventAsync();

        var open = await FindAsync(entry.Id);
        open.Clock.ShouldBe(new SeriousEventClock(new DateTimeOffset(2026, 3, 11, 14, 30, 0, TimeSpan.FromHours(1)), ReportingStatus.Open, TimeSpan.FromHours(18.5)));
        trial.Clock.Now += TimeSpan.FromHours(20);
        (await FindAsync(entry.Id)).Clock!.Status.ShouldBe(ReportingStatus.Overdue);
        await ReportAsync(entry.Id, 1, Aware.AddHours(2));

        (await FindAsync(entry.Id)).Clock!.ShouldSatisfyAllConditions(clock => clock.Status.ShouldBe(ReportingStatus.InTime), clock => clock.Left.ShouldBe(TimeSpan.FromHours(22)));
        var told = (await trial.TrailAsync())[^1];
        (told.Action, told.Subject, told.Participant, told.Site).ShouldBe(("serious-event.report", $"form/{entry.Id}/report/1", code, "FR01"));
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_correction_after_the_report_asks_for_a_follow_up_and_each_report_keeps_what_was_sent()
    {
        var entry = await EventAsync();
        await ReportAsync(entry.Id, 1, Aware.AddHours(2));
        await trial.Forms.CorrectAsync(Trial.Investigator(), Trial.Study, code, entry.Id, Event(grade: "4"), 1, "got worse", Cancellation);

        (await FindAsync(entry.Id)).ShouldSatisfyAllConditions(one => one.HasNews.ShouldBeTrue(), one => one.Urgency.ShouldBe(3));
        await ReportAsync(entry.Id, 2, Aware.AddHours(3));

        var reported = await FindAsync(entry.Id);
        reported.HasNews.ShouldBeFalse();
        reported.Reports.Select(report => (report.Number, report.EntryVersion, JsonDocument.Parse(report.Content).RootElement.GetProperty("GRADE").GetString())).ShouldBe([(1L, 1L, "3"), (2L, 2L, "4")]);
    }

    [Fact]
    public async Task What_was_reported_and_then_struck_out_asks_for_a_report_that_takes_it_back()
    {
        var (reported, silent) = (await EventAsync(), await EventAsync());
        await ReportAsync(reported.Id, 1, Aware.AddHours(2));
        foreach (var entry in new[] { reported, silent })
            await trial.Forms.StrikeAsync(Trial.Investigator(), Trial.Study, code, entry.Id, 1, "of another person", Cancellation);

        var (_, events) = await reader.SeriousEventsAsync(Trial.Auditor, Trial.Study, trial.Clock.Now, Cancellation);
        events.Select(one => (one.Event.Entry, one.Event.IsStruck, one.HasNews)).ShouldBe([(reported.Id, true, true)]);
        (await Should.ThrowAsync<StepRefusedException>(ReportAsync(silent.Id, 1, Aware.AddHours(2)))).Code.ShouldBe("not-serious");
        await ReportAsync(reported.Id, 2, Aware.AddHours(3));
        (await FindAsync(reported.Id)).HasNews.ShouldBeFalse();
    }

    [Fact]
    public async Task A_form_sent_twice_records_one_report()
    {
        var entry = await EventAsync();
        await ReportAsync(entry.Id, 1, Aware.AddHours(2));

        (await Should.ThrowAsync<StepRefusedException>(ReportAsync(entry.Id, 1, Aware.AddHours(2)))).Kind.ShouldBe(RefusalKind.Stale);
        (await FindAsync(entry.Id)).Reports.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, "safety desk", "report-before-awareness")]
    [InlineData(10, "safety desk", "report-in-future")]
    [InlineData(1, "  ", "report-to")]
    [InlineData(1, "desk\u0000", "report-to")]
    public async Task What_cannot_have_been_so_is_refused_and_nothing_is_kept(int hours, string to, string refusal)
    {
        var entry = await EventAsync();

        (await Should.ThrowAsync<StepRefusedException>(ReportAsync(entry.Id, 1, Aware.AddHours(hours), to))).Code.ShouldBe(refusal);
        (await FindAsync(entry.Id)).Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_those_of_the_site_report_and_only_what_is_serious()
    {
        var entry = await EventAsync();
        var mild = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("AE", "UNS"), Event(serious: "N"), Cancellation);

        (await Should.ThrowAsync<StepRefusedException>(ReportAsync(mild.Id, 1, Aware.AddHours(1)))).Code.ShouldBe("not-serious");
        (await Should.ThrowAsync<StepRefusedException>(ReportAsync("AE-9", 1, Aware.AddHours(1)))).Code.ShouldBe("no-such-event");
        (await Should.ThrowAsync<StepRefusedException>(steps.ReportAsync(Trial.Investigator("DE01"), Trial.Study, code, entry.Id, 1, Aware.AddHours(1), "desk", "", Cancellation))).Code.ShouldBe("no-such-participant");
        (await Should.ThrowAsync<StepRefusedException>(steps.ReportAsync(Trial.Auditor, Trial.Study, code, entry.Id, 1, Aware.AddHours(1), "desk", "", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task Across_the_study_what_is_late_comes_first()
    {
        var reported = await EventAsync();
        await ReportAsync(reported.Id, 1, Aware.AddHours(1));
        var open = await EventAsync(aware: "2026-03-10T19:00");
        var late = await EventAsync(aware: "2026-03-08T09:00");

        var (_, events) = await reader.SeriousEventsAsync(Trial.Auditor, Trial.Study, trial.Clock.Now, Cancellation);

        events.Select(one => one.Event.Entry).ShouldBe([late.Id, open.Id, reported.Id]);
        (await reader.SeriousEventsAsync(Trial.Investigator("DE01"), Trial.Study, trial.Clock.Now, Cancellation)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_file_says_what_is_known_and_leaves_the_codes_of_MedDRA_empty()
    {
        var entry = await EventAsync();
        await ReportAsync(entry.Id, 1, Aware.AddHours(2));
        var serious = await FindAsync(entry.Id);

        var json = JsonDocument.Parse(SeriousEventFile.Json(serious)).RootElement;
        json.GetProperty("participant").GetProperty("born").GetString().ShouldBe("1966");
        json.GetProperty("event").GetProperty("medDRA").GetProperty("preferredTermCode").GetString().ShouldBe("");
        json.GetProperty("event").GetProperty("siteKnewAt").GetString().ShouldBe("2026-03-10T14:30:00+01:00");
        json.GetProperty("suspectTreatments").EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldBe(serious.Participant.Arm!.Treatments.Select(one => one.Code));
        json.GetProperty("reports")[0].GetProperty("sentAt").GetString().ShouldBe("2026-03-10T16:30:00+01:00");
        XNamespace name = "urn:equipoise:serious-adverse-event:1";
        var xml = XDocument.Load(new MemoryStream(SeriousEventFile.Xml(serious)));
        xml.Root!.Element(name + "event")!.Element(name + "term")!.Value.ShouldBe("Pneumonitis <3");
        xml.Root.Element(name + "reports")!.Elements(name + "item").Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_form_of_an_adverse_event_says_by_itself_which_treatments_were_not_given()
    {
        var arm = (await reader.ReadAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Arm!;
        var (given, other) = (arm.Treatments[0].Code == "PEM" ? "RELPEM" : "RELIVO", arm.Treatments[0].Code == "PEM" ? "RELIVO" : "RELPEM");

        var entry = await EventAsync();
        entry.Values()[other].ShouldBe("NA");
        entry.Values()[given].ShouldBe("YES");
        var answers = new Dictionary<string, string?>(Event()) { [other] = "YES" };
        (await Should.ThrowAsync<StepRefusedException>(trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("AE", "UNS"), answers, Cancellation))).Code.ShouldBe("treatment-not-given");
    }

    [Fact]
    public async Task Whoever_may_not_see_the_arm_sees_no_causality_by_treatment()
    {
        await EventAsync();
        var statistician = new Equipoise.Conduct.Access.Actor("s", "st", "Sol Statistician", [new(Equipoise.Conduct.Access.Role.TrialStatistician)], "test");

        AdverseEvents.Of(await reader.ReadAsync(statistician, Trial.Study, code, Cancellation)).Single().Causality.ShouldBeEmpty();
        AdverseEvents.Of(await reader.ReadAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Single().Causality.ShouldNotBeEmpty();
    }

    private Dictionary<string, string?> Event(string grade = "3", string serious = "Y", string aware = "2026-03-10T14:30")
    {
        var answers = new Dictionary<string, string?>
        {
            ["TERM"] = "Pneumonitis <3", ["GRADE"] = grade, ["START"] = "2026-03-08", ["SER"] = serious, ["ACTION"] = "DELAY", ["OUT"] = "NOT",
        };
        if (serious is "Y")
            (answers["SERWHY"], answers["AWARE"]) = ("HOSP", aware);
        foreach (var treatment in treatments)
            answers[$"REL{treatment}"] = "YES";
        return answers;
    }

    private async Task<FormEntry> EventAsync(string aware = "2026-03-10T14:30")
    {
        treatments = [.. (await reader.ReadAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).Arm!.Treatments.Select(one => one.Code)];
        return await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("AE", "UNS"), Event(aware: aware), Cancellation);
    }

    private IReadOnlyList<string> treatments = [];

    private Task<SeriousEventReport> ReportAsync(string entry, long number, DateTime at, string to = "safety desk of the sponsor, by portal") =>
        steps.ReportAsync(Trial.Investigator(), Trial.Study, code, entry, number, at, to, "", Cancellation);

    private Task<SeriousEvent> FindAsync(string entry) => reader.SeriousEventAsync(Trial.Investigator(), Trial.Study, code, entry, trial.Clock.Now, Cancellation);
}
