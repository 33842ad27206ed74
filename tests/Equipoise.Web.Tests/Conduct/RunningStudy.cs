using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>ILLUMINE on a site under test, with the active site FR01.</summary>
internal sealed class RunningStudy
{
    public const string Id = "NCT07264075";
    public const string Pages = $"/conduct/studies/{Id}";
    public const string Api = $"/api/conduct/v1/studies/{Id}";

    private static readonly Actor Sponsor = new("a-sponsor", "sponsor", "Sam Sponsor", [new Grant(Role.Sponsor)], "test");
    private static readonly Actor Coordinator = new("a-coord", "coord", "Cora Coordinator", [new Grant(Role.SiteCoordinator, "FR01")], "test");

    private readonly ConductUnderTest conduct;

    private RunningStudy(ConductUnderTest conduct) => this.conduct = conduct;

    /// <summary>Today at the site.</summary>
    public static string Today => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens the study where it is not open yet.</summary>
    public static async Task<RunningStudy> OfAsync(ConductUnderTest conduct)
    {
        var studies = new StudySteps(conduct.Store);
        if ((await studies.ListAsync(Cancellation)).Count == 0)
        {
            await studies.OpenAsync(Sponsor, await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation), Cancellation);
            var sites = new SiteSteps(conduct.Store);
            var site = await sites.RegisterAsync(Sponsor, Id, "FR01", new SiteDetails("Hospital one", "EU", "France", "Europe/Paris", null, null), Cancellation);
            await sites.ActivateAsync(Sponsor, Id, "FR01", site.Version, "contract signed", Cancellation);
        }

        return new RunningStudy(conduct);
    }

    /// <summary>Somebody who has consented.</summary>
    public async Task<string> ConsentedAsync()
    {
        var screening = new ScreeningSteps(conduct.Store);
        var participant = await screening.ScreenAsync(Coordinator, Id, "FR01", null, Cancellation);
        await screening.ConsentAsync(Coordinator, Id, participant.Code, "2.0", DateOnly.Parse(Today, CultureInfo.InvariantCulture), "Ines Investigator", Cancellation);
        return participant.Code;
    }

    /// <summary>Fills in vital signs of screening.</summary>
    public Task<FormEntry> WeighedAsync(string code, string weight) => EnterAsync(code, "VS", ("DATE", Today), ("WEIGHT", weight));

    /// <summary>Fills in a form of screening.</summary>
    public Task<FormEntry> EnterAsync(string code, string form, params (string Field, string? Answer)[] answers) =>
        new FormSteps(conduct.Store).EnterAsync(Coordinator, Id, code, new FormPlace(form, "SCR"), answers.ToDictionary(answer => answer.Field, answer => answer.Answer, StringComparer.Ordinal), Cancellation);
}
