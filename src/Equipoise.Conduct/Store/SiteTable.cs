using Equipoise.Conduct.Sites;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>site</c>.</summary>
internal static class SiteTable
{
    private const string Fields =
        """
        study_id as Study, site_id as Code, name as Name, region as Region, country as Country, time_zone as TimeZone, status as Status,
        enrollment_cap as EnrollmentCap, ranges as Ranges, screened as Screened, randomized as Randomized, version as Version
        """;

    /// <summary>The study that has a site of this code; null where none has.</summary>
    public static Task<string?> StudyOfSiteAsync(this ConductSnapshot snapshot, string code) =>
        snapshot.QueryOneAsync<string>("select study_id from site where site_id = @code order by study_id limit 1", new { code });

    /// <summary>The codes of all sites of all studies.</summary>
    public static Task<IReadOnlyList<string>> SiteCodesAsync(this ConductSnapshot snapshot) => snapshot.QueryAsync<string>("select site_id from site order by site_id");

    public static Task<IReadOnlyList<Site>> SitesAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<Site>($"select {Fields} from site where study_id = @study order by site_id", new { study });

    public static Task<Site?> FindSiteAsync(this ConductSnapshot snapshot, string study, string site) =>
        snapshot.QueryOneAsync<Site>($"select {Fields} from site where study_id = @study and site_id = @site", new { study, site });

    /// <summary>Finds it, or refuses.</summary>
    public static async Task<Site> SiteAsync(this ConductSnapshot snapshot, string study, string site) =>
        await snapshot.FindSiteAsync(study, site) ?? throw NoSuchSite(study, site);

    public static BatchAnswer<Site?> Site(this StatementBatch batch, string study, string site) =>
        batch.One<Site>($"select {Fields} from site where study_id = @study and site_id = @site", new { study, site });

    public static Task AddSiteAsync(this ConductChange change, Site site) =>
        change.ExecuteAsync(
            """
            insert into site (study_id, site_id, name, region, country, time_zone, status, enrollment_cap, ranges, screened, randomized, version)
            values (@Study, @Code, @Name, @Region, @Country, @TimeZone, @Status, @EnrollmentCap, @Ranges, @Screened, 0, @Version)
            """,
            site);

    /// <summary>Writes it; refuses where somebody else has changed it.</summary>
    public static async Task ChangeSiteAsync(this ConductChange change, Site site)
    {
        const string sql =
            """
            update site set name = @Name, region = @Region, country = @Country, time_zone = @TimeZone, status = @Status,
              enrollment_cap = @EnrollmentCap, ranges = @Ranges, version = @Version + 1
            where study_id = @Study and site_id = @Code and version = @Version
            """;
        if (await change.ExecuteAsync(sql, site) == 0)
            throw StepRefusedException.Stale($"The site {site.Code}");
    }

    /// <summary>Counts one more screening number of a site. Others who screen there wait until this step ends.</summary>
    public static async Task<Site> NextScreeningNumberAsync(this ConductChange change, string study, string site) =>
        await change.QueryOneAsync<Site>($"update site set screened = screened + 1 where study_id = @study and site_id = @site returning {Fields}", new { study, site })
        ?? throw NoSuchSite(study, site);

    /// <summary>Takes a site for this step, so that no other step changes or enrolls there until it ends.</summary>
    public static async Task<Site> TakeSiteAsync(this ConductChange change, string study, string site) =>
        await change.QueryOneAsync<Site>($"update site set screened = screened where study_id = @study and site_id = @site returning {Fields}", new { study, site })
        ?? throw NoSuchSite(study, site);

    /// <summary>Counts more randomized participants of a site, which is taken for this step; null where the site is not active or its cap does not allow as
    /// many.</summary>
    public static BatchAnswer<long?> CountRandomized(this StatementBatch batch, string study, string site, int count) =>
        batch.One<long?>(
            """
            update site set randomized = randomized + @count
            where study_id = @study and site_id = @site and status = 'active' and (enrollment_cap is null or randomized + @count <= enrollment_cap)
            returning randomized
            """,
            new { study, site, count });

    private static StepRefusedException NoSuchSite(string study, string site) => StepRefusedException.NotFound("no-such-site", $"The study {study} has no site {site} that you may see.");
}
