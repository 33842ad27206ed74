using Equipoise.Analysis.Simulation;
using Equipoise.Analysis.Stories;
using Equipoise.Eligibility.Criteria;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;

namespace Equipoise.Demo;

/// <summary>A whole made-up trial, day by day, from the first site to the final analysis.</summary>
internal sealed class DemoTrial
{
    private readonly string protocolText;
    private readonly Protocol protocol;
    private readonly List<ParticipantRun> people = [];
    private readonly int participants;

    public DemoTrial(string study, ulong seed, int participants, int sites, ApiDoor door, DemoStaff staff)
    {
        (Door, Staff, this.participants) = (door, staff, participants);
        protocolText = ShippedProtocols.TextOf(study)!;
        protocol = ProtocolReader.Read(protocolText);
        Trial = MadeUp(study, seed, participants, sites);
        Address = $"/api/conduct/v1/studies/{study}";
        Today = Trial.Sites[0].Opens;
    }

    public ApiDoor Door { get; }

    public DemoStaff Staff { get; }

    public MadeUpTrial Trial { get; }

    public Agenda Agenda { get; } = new();

    public DemoCounts Counts { get; } = new();

    /// <summary>The day that it is.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>The study's address in the API.</summary>
    public string Address { get; }

    /// <summary>The made-up trial behind a demo.</summary>
    public static MadeUpTrial MadeUp(string study, ulong seed, int participants, int sites) => new(
        ShippedStories.Find(study)!, ShippedScenarios.Find(study)!.Trial, ShippedProtocols.Find(study)!.Design!, seed, participants, sites);

    public Polarity PolarityOf(string criterion) => protocol.Criteria.First(one => string.Equals(one.Id, criterion, StringComparison.Ordinal)).Polarity;

    /// <summary>Runs it.</summary>
    /// <param name="analysis">The statistician and the committee.</param>
    /// <param name="progress">Told of how far it is after each day.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task RunAsync(DemoAnalysis analysis, IProgress<DemoCounts> progress, CancellationToken cancellation)
    {
        await SetClockAsync(Today, cancellation);
        await OpenAsync(cancellation);
        await analysis.LockPlanAsync(cancellation);
        using var arrivals = Trial.Arrivals().GetEnumerator();
        PlanArrival(arrivals);
        var (looks, isReviewed, isFull) = (new Queue<int>(Trial.LookEvents), false, false);
        while (looks.Count > 0)
        {
            if (Agenda.Next is not { } day)
                throw new DemoException($"Everybody's course has ended with {Counts.CountedDeaths} deaths, fewer than the {looks.Peek()} of the next analysis: take more participants or another seed.");
            if (day > Today)
                await SetClockAsync(Today = day, cancellation);
            await Agenda.DoAsync(day, cancellation);
            if (!isReviewed && Counts.Randomized * 2 >= participants)
            {
                isReviewed = true;
                await analysis.FreezeAsync("Safety review", day, cancellation);
                await analysis.ReadReportsAsync(cancellation);
            }

            if (!isFull && Counts.Randomized >= participants)
            {
                isFull = true;
                await PublishAsync("ACTIVE_NOT_RECRUITING", cancellation);
            }

            if (Counts.CountedDeaths >= looks.Peek())
            {
                looks.Dequeue();
                await LookAsync(analysis, isFinal: looks.Count == 0, cancellation);
            }

            progress.Report(Counts);
        }
    }

    private async Task LookAsync(DemoAnalysis analysis, bool isFinal, CancellationToken cancellation)
    {
        if (isFinal)
        {
            await Task.WhenAll(people.Select(person => person.ContactAsync(Today, cancellation)));
            await new DemoClosing(this).CloseAsync(people.Where(person => person.IsRandomized).Select(person => (person.Code, person.Site)), cancellation);
        }

        var cut = await analysis.FreezeAsync(isFinal ? "Final analysis" : "Interim analysis", Today, cancellation);
        // The data show what they show; that the made-up committee always goes on is the story's.
        await analysis.LookAsync(cut, isFinal ? "complete" : "continue", isFinal ? "The trial is complete (made up)." : "No concern about safety; whatever boundary is crossed, the trial goes on to its final analysis, as this demo has it (made up).", cancellation);
        await analysis.ReadReportsAsync(cancellation);
        if (isFinal)
            await PublishAsync("COMPLETED", cancellation);
    }

    private async Task PublishAsync(string status, CancellationToken cancellation) =>
        await Door.PostAsync(await Staff.TokenAsync("sponsor", cancellation), $"{Address}/publications", new { status, reason = "Made-up course of the trial" }, cancellation: cancellation);

    private async Task OpenAsync(CancellationToken cancellation)
    {
        var sponsor = await Staff.TokenAsync("sponsor", cancellation);
        await Door.PostAsync(sponsor, "/api/conduct/v1/studies", protocolText, cancellation: cancellation);
        await Door.PostAsync(await Staff.TokenAsync("randomization", cancellation), $"{Address}/schemes", new { }, cancellation: cancellation);
        foreach (var site in Trial.Sites)
        {
            Agenda.Add(site.Opens, async stop =>
            {
                var token = await Staff.TokenAsync("sponsor", stop);
                var registered = await Door.PostAsync(
                    token, $"{Address}/sites",
                    new { code = site.Code, name = site.Name, region = site.Country.Region, country = site.Country.Name, timeZone = site.Country.TimeZone, ranges = Trial.Ranges }, cancellation: stop);
                await Door.PostAsync(token, $"{Address}/sites/{site.Code}/activate", new { reason = "Made-up contract signed" }, registered.GetProperty("version").GetInt64(), cancellation: stop);
                if (ReferenceEquals(site, Trial.Sites[0]))
                    await PublishAsync("RECRUITING", stop);
            });
        }
    }

    // One ahead: the next comes onto the agenda when this one has come.
    private void PlanArrival(IEnumerator<Arrival> arrivals)
    {
        arrivals.MoveNext();
        var arrival = arrivals.Current;
        Agenda.Add(arrival.Day > Today ? arrival.Day : Today, async cancellation =>
        {
            if (Counts.Randomized >= participants)
                return;
            PlanArrival(arrivals);
            // Nobody is screened beyond what the study still needs.
            if (Counts.Expected >= participants)
                return;
            var person = new ParticipantRun(this, Trial.Person(arrival));
            people.Add(person);
            await person.ScreenAsync(cancellation);
        });
    }

    // At noon in Greenwich it is the same day at every site.
    private async Task SetClockAsync(DateOnly day, CancellationToken cancellation) =>
        await Door.PostAsync(
            await Staff.TokenAsync("administrator", cancellation), "/api/demo/clock",
            new { at = new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) }, cancellation: cancellation);
}
