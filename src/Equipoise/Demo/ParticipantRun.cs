using System.Globalization;
using System.Text.Json;
using Equipoise.Analysis.Stories;
using Equipoise.Conduct.Disposition;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Demo;

/// <summary>One made-up person's way through the trial, every step of it asked of the API by the staff of their site.</summary>
internal sealed class ParticipantRun(DemoTrial demo, MadeUpPerson person)
{
    private Course? course;
    private string arm = "";

    /// <summary>The screening number; empty before there is one.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The code of the site.</summary>
    public string Site => person.Arrival.Site.Code;

    /// <summary>Whether the participant was randomized.</summary>
    public bool IsRandomized => course is not null;

    private string Address => $"{demo.Address}/participants/{Code}";

    /// <summary>Screens: number and consent today, forms on the days to come, then the decision.</summary>
    public async Task ScreenAsync(CancellationToken cancellation)
    {
        demo.Counts.Screen(isExpected: !person.Fails);
        Code = (await PostAsync(await CoordinatorAsync(cancellation), $"{demo.Address}/participants", new { site = Site }, cancellation)).GetProperty("code").GetString()!;
        await PostAsync(
            await InvestigatorAsync(cancellation), $"{Address}/consents",
            new { consentVersion = "1.0", consentedOn = Day(person.Arrival.Day), obtainedBy = $"Investigator {Site} (made up)" }, cancellation);
        Plan(person.Screening());
        demo.Agenda.Add(person.DecidedOn, DecideAsync);
    }

    /// <summary>Finds the participant alive, where that can be found.</summary>
    public async Task ContactAsync(DateOnly day, CancellationToken cancellation)
    {
        if (course?.IsReached(day) == true)
            await PostAsync(await CoordinatorAsync(cancellation), $"{Address}/dispositions", new { kind = DispositionKind.Alive, onDay = Day(day) }, cancellation);
    }

    private async Task DecideAsync(CancellationToken cancellation)
    {
        var investigator = await InvestigatorAsync(cancellation);
        var report = await demo.Door.GetAsync(investigator, $"{Address}/eligibility", cancellation);
        if (Blocking(report, "NotMet") is { Count: > 0 } failed)
        {
            await FailAsync(investigator, failed, cancellation);
            return;
        }

        // What only a person can judge, the investigator judges: it is as the protocol asks.
        foreach (var criterion in report.GetProperty("criteria").EnumerateArray().Where(one => one.GetProperty("blocks").GetBoolean()))
        {
            var id = criterion.GetProperty("id").GetString()!;
            foreach (var statement in criterion.GetProperty("statements").EnumerateArray())
            {
                await PostAsync(
                    investigator, $"{Address}/decisions",
                    new { criterion = id, statement = statement.GetProperty("statement").GetString(), holds = demo.PolarityOf(id) == Polarity.Inclusion, source = "Made-up chart", reason = "Seen at screening" },
                    cancellation);
            }
        }

        report = await demo.Door.GetAsync(investigator, $"{Address}/eligibility", cancellation);
        if (!report.GetProperty("eligible").GetBoolean())
        {
            await FailAsync(investigator, Blocking(report, verdict: null), cancellation);
            return;
        }

        await PostAsync(
            investigator, $"{Address}/signatures", new { subject = "eligibility", contentHash = report.GetProperty("contentHash").GetString(), password = DemoStaff.Password }, cancellation);
        // Lists are used up in the order of the story, whoever is quickest today.
        demo.Agenda.AddInTurn(demo.Today, person.Arrival.Person, RandomizeAsync);
    }

    private async Task FailAsync(string investigator, IReadOnlyList<string> criteria, CancellationToken cancellation)
    {
        await PostAsync(investigator, $"{Address}/screen-failure", new { reason = $"Not eligible: {string.Join(", ", criteria)}", criteria }, cancellation);
        demo.Counts.Fail(wasExpected: !person.Fails);
    }

    private async Task RandomizeAsync(CancellationToken cancellation)
    {
        var answer = await demo.Door.PostAsync(await CoordinatorAsync(cancellation), $"{Address}/randomization", body: null, key: $"demo-{Code}", cancellation: cancellation);
        arm = answer.GetProperty("arm").GetString()!;
        var on = DateOnly.ParseExact(answer.GetProperty("randomizedOn").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        demo.Counts.Randomize();
        course = person.Course(arm, on);
        Plan(course.Acts);
    }

    private void Plan(IEnumerable<StoryAct> acts)
    {
        foreach (var day in acts.GroupBy(act => act.On))
        {
            var today = day.ToList();
            demo.Agenda.Add(day.Key, cancellation => RecordAsync(today, cancellation));
        }
    }

    private async Task RecordAsync(IReadOnlyList<StoryAct> acts, CancellationToken cancellation)
    {
        var coordinator = await CoordinatorAsync(cancellation);
        foreach (var act in acts)
            await RecordAsync(act, coordinator, cancellation);
    }

    private async Task RecordAsync(StoryAct act, string coordinator, CancellationToken cancellation)
    {
        switch (act)
        {
            case FormAct form:
                var entry = await PostAsync(coordinator, $"{Address}/entries", new { form = form.Form, visit = form.Visit, visitCount = form.VisitCount, answers = form.Answers }, cancellation);
                if (form is SeriousEventAct serious)
                    await PostAsync(coordinator, $"{Address}/serious-events/{entry.GetProperty("id").GetString()}/reports", new { number = 1, reportedAt = serious.ReportedAt, reportedTo = "Safety desk of the sponsor (made up)" }, cancellation);
                break;
            case DoseAct doses:
                await GiveAsync(doses, coordinator, cancellation);
                break;
            case MonitorAct visit:
                await new MonitorVisit(demo, Address, Site).MakeAsync(visit, cancellation);
                break;
            case DeviationAct deviated:
                await PostAsync(
                    coordinator, $"{demo.Address}/deviations",
                    new { participant = Code, category = deviated.Deviation.Category, description = deviated.Deviation.Words, occurredOn = Day(deviated.Happened), important = deviated.Deviation.IsImportant, status = "closed", action = "Training of the site (made up)" }, cancellation);
                break;
            case DispositionAct happened:
                await PostAsync(
                    coordinator, $"{Address}/dispositions",
                    new { kind = happened.Kind, onDay = Day(happened.Happened), reason = happened.Reason, stillAllowed = happened.StillAllowed }, cancellation);
                if (happened.Kind is DispositionKind.Death)
                    demo.Counts.Die(demo.Trial.CountedArms.Contains(arm));
                break;
        }
    }

    // What is given is what the platform says is next, one treatment after the other.
    private async Task GiveAsync(DoseAct doses, string coordinator, CancellationToken cancellation)
    {
        var planned = await demo.Door.GetAsync(coordinator, $"{Address}/doses", cancellation);
        var begins = doses.Given.ToDateTime(new TimeOnly(9, 30));
        foreach (var next in planned.GetProperty("next").EnumerateArray().Where(next => next.GetProperty("cycle").GetInt32() == doses.Cycle && next.GetProperty("amount").ValueKind is JsonValueKind.Number))
        {
            if (doses.Missed is { } missed)
            {
                await PostAsync(coordinator, $"{Address}/doses", new { treatment = next.GetProperty("treatment").GetString(), cycle = doses.Cycle, status = "missed", reason = missed.Reason, words = missed.Words }, cancellation);
                continue;
            }

            var isLate = doses.Given < DayOf(next, "earliest") || doses.Given > DayOf(next, "latest");
            var ends = begins.AddMinutes(next.GetProperty("infusionMinutes") is { ValueKind: JsonValueKind.Number } minutes ? minutes.GetDouble() : 0);
            await PostAsync(
                coordinator, $"{Address}/doses",
                new
                {
                    treatment = next.GetProperty("treatment").GetString(),
                    cycle = doses.Cycle,
                    status = "given",
                    start = Clock(begins),
                    end = Clock(ends),
                    amount = next.GetProperty("amount").GetDecimal(),
                    weight = next.GetProperty("weight") is { ValueKind: JsonValueKind.Number } weight ? weight.GetDecimal() : (decimal?)null,
                    reason = isLate ? doses.LateReason : null,
                    words = isLate ? doses.LateWords : null,
                },
                cancellation);
            begins = ends.AddMinutes(30);
        }
    }

    private static DateOnly? DayOf(JsonElement dose, string name) =>
        dose.GetProperty(name) is { ValueKind: JsonValueKind.String } day ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string Clock(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static List<string> Blocking(JsonElement report, string? verdict) =>
    [
        .. report.GetProperty("criteria").EnumerateArray()
            .Where(one => one.GetProperty("blocks").GetBoolean() && (verdict is null || one.GetProperty("verdict").ValueEquals(verdict)))
            .Select(one => one.GetProperty("id").GetString()!),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<string> InvestigatorAsync(CancellationToken cancellation) => demo.Staff.TokenAsync(DemoStaff.Investigator(Site), cancellation);

    private Task<string> CoordinatorAsync(CancellationToken cancellation) => demo.Staff.TokenAsync(DemoStaff.Coordinator(Site), cancellation);

    private Task<JsonElement> PostAsync(string token, string path, object body, CancellationToken cancellation) => demo.Door.PostAsync(token, path, body, cancellation: cancellation);
}
