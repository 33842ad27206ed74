using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Sites;

/// <summary>Registers sites, changes what is known of them, activates and closes them.</summary>
/// <param name="store">The conduct database.</param>
public sealed partial class SiteSteps(ConductStore store)
{
    /// <summary>The sites of a study that somebody may see.</summary>
    public async Task<IReadOnlyList<Site>> ListAsync(Actor actor, string study, CancellationToken cancellation = default)
    {
        var all = await store.ReadAsync(
            async snapshot =>
            {
                await snapshot.StudyAsync(study);
                return await snapshot.SitesAsync(study);
            },
            cancellation);
        return [.. all.Where(site => actor.May(Permission.ReadStudies, site.Code))];
    }

    /// <summary>One site.</summary>
    /// <exception cref="StepRefusedException">There is none that the actor may see.</exception>
    public Task<Site> FindAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => snapshot.SiteAsync(study, actor.May(Permission.ReadStudies, code) ? code : ""), cancellation);

    /// <summary>Registers a site. It enrolls nobody before it is activated.</summary>
    /// <exception cref="StepRefusedException">The actor may not, the code is taken, or the details will not do.</exception>
    public Task<Site> RegisterAsync(Actor actor, string study, string code, SiteDetails details, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.ManageSites, site: null);
                var found = await change.StudyAsync(study);
                if (!SiteCode().IsMatch(code))
                    throw StepRefusedException.Invalid("site-code", "A site's code is 2 to 8 capital letters and digits, such as FR01.");
                await CheckAsync(change, found.ProtocolVersion, study, details);
                if (await change.FindSiteAsync(study, code) is not null)
                    throw StepRefusedException.Conflict("site-exists", $"There is a site {code} already: give the new one another code.");
                // A role for a site names its code alone: one code is one site of one study.
                if (await change.StudyOfSiteAsync(code) is { } other)
                    throw StepRefusedException.Conflict("site-elsewhere", $"{code} is a site of {other}: give the new one another code, so that roles for a site hold for one study.");

                var site = With(new Site { Study = study, Code = code, Name = "", Region = "", Country = "", TimeZone = "", Status = "registered", Version = 1 }, details);
                await change.AddSiteAsync(site);
                change.Tell(Fact("site.register", site, found.ProtocolVersion) with { Changes = Differences(null, site) });
                return site;
            },
            cancellation);

    /// <summary>Changes what is known of a site.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The site.</param>
    /// <param name="details">All of its details.</param>
    /// <param name="version">The version of the site that the actor read.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, somebody else has changed it, or the details will not do.</exception>
    public Task<Site> ChangeAsync(Actor actor, string study, string code, SiteDetails details, long version, string reason, CancellationToken cancellation = default) =>
        StepAsync(actor, study, code, Permission.ManageSites, "site.change", version, reason, site => With(site, details), details, cancellation);

    /// <summary>Lets a site enroll.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or the site is active.</exception>
    public Task<Site> ActivateAsync(Actor actor, string study, string code, long version, string reason, CancellationToken cancellation = default) =>
        StepAsync(
            actor, study, code, Permission.ActivateSites, "site.activate", version, reason,
            site => site.IsActive ? throw StepRefusedException.Conflict("site-is-active", $"The site {code} is active already.") : site with { Status = "active" },
            details: null, cancellation);

    /// <summary>Ends enrollment at a site; those who take part go on.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or the site is not active.</exception>
    public Task<Site> CloseAsync(Actor actor, string study, string code, long version, string reason, CancellationToken cancellation = default) =>
        StepAsync(
            actor, study, code, Permission.ActivateSites, "site.close", version, reason,
            site => site.IsActive ? site with { Status = "closed" } : throw StepRefusedException.Conflict("site-not-active", $"The site {code} is not active."),
            details: null, cancellation);

    private static AuditFact Fact(string action, Site site, string protocolVersion) =>
        new(action, $"site/{site.Code}") { Site = site.Code, TimeZone = site.TimeZone, ProtocolVersion = protocolVersion };

    private static Site With(Site site, SiteDetails details) => site with
    {
        Name = details.Name.Trim(),
        Region = details.Region,
        Country = details.Country.Trim(),
        TimeZone = details.TimeZone,
        EnrollmentCap = details.EnrollmentCap,
        Ranges = details.Ranges is null ? site.Ranges : JsonSerializer.Serialize(details.Ranges, JsonSerializerOptions.Web),
    };

    private static async Task CheckAsync(ConductChange change, string protocolVersion, string study, SiteDetails details)
    {
        var protocol = await change.ProtocolAsync(study, protocolVersion);
        // The regions are those by which the protocol stratifies, where it does.
        var region = protocol.Design.Factors.FirstOrDefault(factor => factor.From is "site.region");
        if (details.Name is null || details.Name.Trim().Length is < 2 or > 200)
            throw StepRefusedException.Invalid("site-name", "A site has a name of 2 to 200 letters.");
        if (region is not null && !region.Levels.Any(level => level.Holds(details.Region ?? "")))
            throw StepRefusedException.Invalid("site-region", $"The region is one of {string.Join(", ", region.Levels.Select(level => level.Code))}, by which the protocol stratifies.");
        if (string.IsNullOrWhiteSpace(details.Region) || details.Region.Length > 100)
            throw StepRefusedException.Invalid("site-region", "A site has a region.");
        if (string.IsNullOrWhiteSpace(details.Country) || details.Country.Length > 100)
            throw StepRefusedException.Invalid("site-country", "A site has a country.");
        if (details.TimeZone is null || !details.TimeZone.Contains('/') || !TimeZoneInfo.TryFindSystemTimeZoneById(details.TimeZone, out _))
            throw StepRefusedException.Invalid("site-time-zone", "The time zone is an IANA name, such as Europe/Paris.");
        if (details.EnrollmentCap is < 0 or > 1_000_000)
            throw StepRefusedException.Invalid("site-cap", "The enrollment cap is a number from 0, or empty for none.");
        RangeCheck.Demand(details.Ranges ?? []);
    }

    private static List<AuditChange> Differences(Site? before, Site after)
    {
        (string Field, string? Old, string? New)[] all =
        [
            ("name", before?.Name, after.Name), ("region", before?.Region, after.Region), ("country", before?.Country, after.Country),
            ("timeZone", before?.TimeZone, after.TimeZone), ("status", before?.Status, after.Status),
            ("enrollmentCap", before?.EnrollmentCap?.ToString(CultureInfo.InvariantCulture), after.EnrollmentCap?.ToString(CultureInfo.InvariantCulture)),
            ("ranges", before?.Ranges, after.Ranges),
        ];
        return [.. all.Where(one => !string.Equals(one.Old, one.New, StringComparison.Ordinal)).Select(one => new AuditChange(one.Field, one.Old, one.New))];
    }

    private Task<Site> StepAsync(
        Actor actor, string study, string code, Permission permission, string action, long version, string reason, Func<Site, Site> alter, SiteDetails? details, CancellationToken cancellation) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(permission, code);
                var found = await change.StudyAsync(study);
                var site = await change.TakeSiteAsync(study, code);
                if (site.Version != version)
                    throw StepRefusedException.Stale($"The site {code}");
                if (string.IsNullOrWhiteSpace(reason))
                    throw StepRefusedException.Invalid("reason-missing", "A change needs a reason.");
                if (details is not null)
                    await CheckAsync(change, found.ProtocolVersion, study, details);

                var altered = alter(site);
                await change.ChangeSiteAsync(altered);
                change.Tell(Fact(action, altered, found.ProtocolVersion) with { Changes = Differences(site, altered), Reason = reason });
                return altered with { Version = version + 1 };
            },
            cancellation);

    [GeneratedRegex(@"^[A-Z0-9]{2,8}\z", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SiteCode();
}
