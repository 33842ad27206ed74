using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Protocols;
using Equipoise.Storage.Databases;

namespace Equipoise.ConductBench;

/// <summary>ILLUMINE with room for many, twelve active sites, and participants whose eligibility is signed.</summary>
internal sealed class BenchTrial : IAsyncDisposable
{
    public const string Study = "NCT07264075";
    private const int Sites = 12;
    public const string SealKeyText = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static readonly (string Region, string Zone)[] Places = [("EU", "Europe/Paris"), ("NAM", "America/New_York"), ("APAC", "Asia/Tokyo")];

    private static readonly IReadOnlyList<ReferenceRange> Ranges =
    [
        new("bilirubin.total", "umol/L", 3, 21), new("ast", "U/L", 5, 40), new("alt", "U/L", 5, 40), new("inr", "1", 0.8m, 1.2m), new("aptt", "s", 25, 37),
    ];

    private readonly Database database;

    private BenchTrial(Database database, ConductStore store)
    {
        (this.database, Store) = (database, store);
        Slots = new SlotSource(SealKey.Parse(SealKeyText));
        Randomizer = new Randomizer(store, Slots);
    }

    public ConductStore Store { get; }

    public SlotSource Slots { get; }

    public Randomizer Randomizer { get; }

    public static Actor Auditor { get; } = new("audit", "audit", "Auditor", [new Grant(Role.Auditor)], "bench");

    public static Actor Site(int number) => new($"site-{number}", $"site{number}", $"Site {number}", [new Grant(Role.Investigator, Code(number)), new Grant(Role.SiteCoordinator, Code(number))], "bench");

    public static async Task<BenchTrial> OpenAsync(string place)
    {
        var opened = place.Contains('=', StringComparison.Ordinal) ? Database.Postgres(place) : Database.Sqlite(place);
        return new BenchTrial(opened, await ConductStore.OpenAsync(opened, TimeProvider.System));
    }

    /// <summary>Makes the study, its sites and its participants, through the steps that sites take.</summary>
    public async Task PrepareAsync(int participants)
    {
        var sponsor = new Actor("sponsor", "sponsor", "Sponsor", [new Grant(Role.Sponsor)], "bench");
        await new StudySteps(Store).OpenAsync(sponsor, ShippedProtocols.TextOf(Study)!.Replace("enrollment: !record 780", "enrollment: !record 1000000", StringComparison.Ordinal));
        var sites = new SiteSteps(Store);
        for (var number = 0; number < Sites; number++)
        {
            var (region, zone) = Places[number % Places.Length];
            var site = await sites.RegisterAsync(sponsor, Study, Code(number), new SiteDetails($"Hospital {number}", region, "Somewhere", zone, null, Ranges));
            await sites.ActivateAsync(sponsor, Study, Code(number), site.Version, "bench");
        }

        await new SchemeSteps(Store, Slots).ActivateAsync(new Actor("stat", "stat", "Statistician", [new Grant(Role.RandomizationStatistician)], "bench"), Study, [], 1_000_000, "");
        await Parallel.ForEachAsync(Enumerable.Range(0, participants), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) => await ScreenAsync(number));
    }

    /// <summary>The participants, each with the number of its site.</summary>
    public async Task<IReadOnlyList<(string Code, int Site)>> ParticipantsAsync()
    {
        var all = await new Conduct.Participants.ParticipantReader(Store).ListAsync(Auditor, Study);
        return [.. all.Select(participant => (participant.Code, int.Parse(participant.Site[1..], CultureInfo.InvariantCulture)))];
    }

    /// <summary>A token of somebody who may randomize at all sites.</summary>
    public async Task<string> TokenAsync()
    {
        IReadOnlyList<Grant> grants = [new(Role.SiteCoordinator), new(Role.Investigator)];
        var administrator = new Actor("admin", "admin", "Administrator", [new Grant(Role.Administrator)], "bench");
        var (id, _) = await new AccountStore(Store, TimeProvider.System).InviteAsync(administrator, "bench", "Bench", grants);
        return await new TokenStore(Store, TimeProvider.System).MakeAsync(new Actor(id, "bench", "Bench", grants, "bench"), "bench", [Permission.Randomize], 30);
    }

    /// <summary>Whether the trail is whole and every slot the committed one; the sentences about what is not.</summary>
    public async Task<(IReadOnlyList<string> Problems, int Allocations)> VerifyAsync()
    {
        var chain = await new AuditReader(Store).VerifyAsync(Study);
        var schemes = await new SchemeVerifier(Store, Slots).VerifyAsync(Study);
        return ([.. schemes.SelectMany(scheme => scheme.Problems), .. chain.Broken is { } broken ? [broken] : Array.Empty<string>()], schemes.Sum(scheme => scheme.Allocations));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"S{number:00}");

    private async Task ScreenAsync(int number)
    {
        var (site, actor) = (number % Sites, Site(number % Sites));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Places[site % Places.Length].Zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, zone).DateTime);
        var screening = new ScreeningSteps(Store);
        var code = (await screening.ScreenAsync(actor, Study, Code(site))).Code;
        await screening.ConsentAsync(actor, Study, code, "1.0", today, "Investigator");
        foreach (var (form, answers) in ScreeningAnswers.Of(number, today))
            await new FormSteps(Store).EnterAsync(actor, Study, code, new FormPlace(form, "SCR"), answers);
        var eligibility = new EligibilitySteps(Store, TimeProvider.System);
        var (_, report) = await eligibility.JudgeAsync(actor, Study, code);
        foreach (var criterion in report.Criteria.Where(one => one.Verdict.Verdict == Verdict.Unknown))
        {
            foreach (var open in criterion.Statements)
                await eligibility.DecideAsync(actor, Study, code, criterion.Verdict.Criterion.Id, open.Statement, criterion.Verdict.Criterion.Polarity == Polarity.Inclusion, "note", "seen");
        }

        (_, report) = await eligibility.JudgeAsync(actor, Study, code);
        await new SignatureSteps(Store, new AnyPassword()).SignEligibilityAsync(actor, Study, code, report.ContentHash, "");
    }

    private sealed class AnyPassword : ISignatureCheck
    {
        public Task<bool> ConfirmAsync(Actor actor, string password, CancellationToken cancellation) => Task.FromResult(true);
    }
}
