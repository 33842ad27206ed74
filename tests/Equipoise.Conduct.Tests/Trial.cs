using Equipoise.Eligibility.Facts;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Conduct.Treatment;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Tests;

/// <summary>ILLUMINE under conduct on a fresh database, and the people of it.</summary>
internal sealed class Trial : IAsyncDisposable
{
    public const string Study = "NCT07264075";
    public const string Password = "correct horse battery";

    private readonly TestDatabase place;

    private Trial(TestDatabase place, Database database, ConductStore store, TestClock clock)
    {
        (this.place, Database, Store, Clock) = (place, database, store, clock);
        Screening = new ScreeningSteps(store);
        Forms = new FormSteps(store);
        Eligibility = new EligibilitySteps(store, clock);
        Signatures = new SignatureSteps(store, new KnownPassword());
        Sites = new SiteSteps(store);
        Studies = new StudySteps(store);
        Audit = new AuditReader(store);
        Slots = new SlotSource(SealKey.Parse(SealKeyText));
        Schemes = new SchemeSteps(store, Slots);
        Randomizer = new Randomizer(store, Slots);
        Treatment = new TreatmentSteps(store, Forms, clock);
        Deviations = new DeviationSteps(store);
        Dispositions = new DispositionSteps(store);
    }

    public static Actor Sponsor { get; } = new("a-sponsor", "sponsor", "Sam Sponsor", [new Grant(Role.Sponsor)], "192.0.2.1");

    public static Actor Statistician { get; } = new("a-stat", "stat", "Rae Statistician", [new Grant(Role.RandomizationStatistician)], "192.0.2.2");

    public static Actor Auditor { get; } = new("a-audit", "audit", "Ada Auditor", [new Grant(Role.Auditor)], "192.0.2.3");

    public Database Database { get; }

    public ConductStore Store { get; }

    public TestClock Clock { get; }

    public ScreeningSteps Screening { get; }

    public FormSteps Forms { get; }

    public EligibilitySteps Eligibility { get; }

    public SignatureSteps Signatures { get; }

    public SiteSteps Sites { get; }

    public StudySteps Studies { get; }

    public AuditReader Audit { get; }

    public SlotSource Slots { get; }

    public SchemeSteps Schemes { get; }

    public Randomizer Randomizer { get; }

    public TreatmentSteps Treatment { get; }

    public DeviationSteps Deviations { get; }

    public DispositionSteps Dispositions { get; }

    public string SealKeyText { get; } = SealKey.NewText();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ISignatureCheck PasswordCheck { get; } = new KnownPassword();

    public static Actor Investigator(string site = "FR01") => new($"a-inv-{site}", $"inv-{site}", $"Ines Investigator of {site}", [new Grant(Role.Investigator, site)], "192.0.2.4");

    public static Actor Coordinator(string site = "FR01") => new($"a-coord-{site}", $"coord-{site}", $"Cora Coordinator of {site}", [new Grant(Role.SiteCoordinator, site)], "192.0.2.5");

    public static string Illumine() => File.ReadAllText(Repository.PathTo("protocols", "illumine", "protocol.yaml"));

    /// <summary>A study that is open, with nothing else.</summary>
    public static async Task<Trial> OpenAsync(TestDatabase place, string? protocol = null)
    {
        var clock = new TestClock();
        var database = place.Open();
        var store = await ConductStore.OpenAsync(database, clock, Cancellation);
        var trial = new Trial(place, database, store, clock);
        await trial.Studies.OpenAsync(Sponsor, protocol ?? Illumine(), Cancellation);
        return trial;
    }

    /// <summary>A study with an active site FR01 in Europe.</summary>
    public static async Task<Trial> WithSiteAsync(TestDatabase place, string? protocol = null)
    {
        var trial = await OpenAsync(place, protocol);
        await trial.AddSiteAsync("FR01", "EU", "Europe/Paris");
        return trial;
    }

    /// <summary>A study with an active site and an active scheme.</summary>
    public static async Task<Trial> WithSchemeAsync(TestDatabase place, int? slotsPerStratum = null, string? protocol = null)
    {
        var trial = await WithSiteAsync(place, protocol);
        await trial.Schemes.ActivateAsync(Statistician, Study, [], slotsPerStratum, "", Cancellation);
        return trial;
    }

    public Task<RandomizationAnswer> RandomizeAsync(string code, string? key = null, string site = "FR01") =>
        Randomizer.RandomizeAsync(Coordinator(site), Study, code, key ?? $"request-{code}", null, Cancellation);

    public async Task AddSiteAsync(string code, string region, string zone, int? cap = null)
    {
        var site = await Sites.RegisterAsync(Sponsor, Study, code, new SiteDetails($"Hospital {code}", region, "France", zone, cap, Ranges), Cancellation);
        await Sites.ActivateAsync(Sponsor, Study, code, site.Version, "contract signed", Cancellation);
    }

    /// <summary>Somebody who has consented.</summary>
    public async Task<string> ConsentedAsync(string site = "FR01")
    {
        var participant = await Screening.ScreenAsync(Coordinator(site), Study, site, null, Cancellation);
        await Screening.ConsentAsync(Coordinator(site), Study, participant.Code, "2.0", new DateOnly(2026, 3, 1), "Ines Investigator", Cancellation);
        return participant.Code;
    }

    /// <summary>Somebody with all data on record, and every statement decided.</summary>
    public async Task<string> EligibleAsync(string site = "FR01", string cps = "30", string ecog = "0")
    {
        var code = await ConsentedAsync(site);
        foreach (var (form, answers) in Answers.Eligible(cps, ecog))
            await Forms.EnterAsync(Coordinator(site), Study, code, new FormPlace(form, "SCR"), answers, Cancellation);
        var (_, report) = await Eligibility.JudgeAsync(Investigator(site), Study, code, Cancellation);
        foreach (var criterion in report.Criteria)
        {
            foreach (var open in criterion.Statements.Where(_ => criterion.Verdict.Verdict == Equipoise.Eligibility.Evaluation.Verdict.Unknown))
            {
                var holds = criterion.Verdict.Criterion.Polarity == Equipoise.Eligibility.Criteria.Polarity.Inclusion;
                await Eligibility.DecideAsync(Investigator(site), Study, code, criterion.Verdict.Criterion.Id, open.Statement, holds, "note of 2026-03-01", "seen and examined", 0, Cancellation);
            }
        }

        return code;
    }

    /// <summary>Somebody whose eligibility is signed.</summary>
    public async Task<string> SignedAsync(string site = "FR01", string cps = "30", string ecog = "0")
    {
        var code = await EligibleAsync(site, cps, ecog);
        var (_, report) = await Eligibility.JudgeAsync(Investigator(site), Study, code, Cancellation);
        await Signatures.SignEligibilityAsync(Investigator(site), Study, code, report.ContentHash, Password, Cancellation);
        return code;
    }

    public async Task<IReadOnlyList<AuditEntry>> TrailAsync()
    {
        var entries = new List<AuditEntry>();
        await Audit.ForEachAsync(Study, entry => { entries.Add(entry); return Task.CompletedTask; }, Cancellation);
        return entries;
    }

    public ValueTask DisposeAsync() => place.DisposeAsync();

    private static IReadOnlyList<ReferenceRange> Ranges { get; } =
    [
        new("bilirubin.total", "umol/L", 3, 21), new("ast", "U/L", 5, 40), new("alt", "U/L", 5, 40), new("inr", "1", 0.8m, 1.2m), new("aptt", "s", 25, 37),
    ];

    private sealed class KnownPassword : ISignatureCheck
    {
        public Task<bool> ConfirmAsync(Actor actor, string password, CancellationToken cancellation) => Task.FromResult(string.Equals(password, Password, StringComparison.Ordinal));
    }
}
