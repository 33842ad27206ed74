using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Publication;

/// <summary>Tells the public how a study goes, by an act of the sponsor and not before. Nothing of it enters the registry's record.</summary>
/// <param name="store">The conduct database.</param>
public sealed class PublicationSteps(ConductStore store)
{
    /// <summary>Publishes a status, with the sites and the enrollment of this moment.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="status">One of <see cref="PublishedStatus.All"/>.</param>
    /// <param name="reason">Why now, for the trail.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, the status is none, it contradicts what is on record, or nothing has changed.</exception>
    public Task<PublishedState> PublishAsync(Actor actor, string study, string status, string reason, CancellationToken cancellation = default) =>
        ChangeAsync(actor, study, reason, async change =>
        {
            if (!PublishedStatus.All.Contains(status, StringComparer.Ordinal))
                throw StepRefusedException.Invalid("published-status", $"The status is one of {string.Join(", ", PublishedStatus.All)}.");
            var next = Next(await change.SitesAsync(study), study, status, change);
            if (PublishedStatus.Enrolls(status) && !next.SiteList().Any(site => PublishedStatus.Enrolls(site.Status)))
                throw StepRefusedException.Conflict("no-site-enrolls", "No site is active, so the study cannot be published as enrolling: activate a site first.");
            if (string.Equals(status, "NOT_YET_RECRUITING", StringComparison.Ordinal) && next.Enrolled > 0)
                throw StepRefusedException.Conflict("has-enrolled", $"{next.Enrolled} participants are randomized, so the study cannot be published as not yet enrolling.");
            return next;
        }, cancellation);

    /// <summary>Takes back what was published: public pages show the registry's record alone.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or nothing is published.</exception>
    public Task<PublishedState> TakeBackAsync(Actor actor, string study, string reason, CancellationToken cancellation = default) =>
        ChangeAsync(actor, study, reason, async change =>
            await change.LatestPublicationAsync(study) is null or { IsTakenBack: true }
                ? throw StepRefusedException.Conflict("nothing-published", "Nothing is published, so there is nothing to take back.")
                : new PublishedState { Study = study, Number = 0, Status = PublishedStatus.TakenBack, Enrolled = 0, Sites = "[]", At = change.At }, cancellation);

    /// <summary>What was published of a study, the newest first. Anybody may know: it was public.</summary>
    public Task<IReadOnlyList<PublishedState>> VersionsAsync(string study, CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => snapshot.PublicationsAsync(study), cancellation);

    /// <summary>What is published of every study now.</summary>
    public Task<IReadOnlyList<PublishedState>> CurrentAsync(CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => snapshot.CurrentPublicationsAsync(), cancellation);

    private Task<PublishedState> ChangeAsync(Actor actor, string study, string reason, Func<ConductChange, Task<PublishedState>> make, CancellationToken cancellation) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.Publish, site: null);
                await change.StudyAsync(study);
                if (reason is null || reason.Trim().Length is < 3 or > 2000)
                    throw StepRefusedException.Invalid("reason-missing", "Say why in 3 to 2,000 letters: the trail keeps it, the public does not see it.");
                var latest = await change.LatestPublicationAsync(study);
                var made = (await make(change)) with { Number = (latest?.Number ?? 0) + 1 };
                if (latest is not null && string.Equals(latest.Status, made.Status, StringComparison.Ordinal) && latest.Enrolled == made.Enrolled && string.Equals(latest.Sites, made.Sites, StringComparison.Ordinal))
                    throw StepRefusedException.Conflict("no-change", "This is what is published already: nothing has changed since.");
                await change.AddPublicationAsync(made);
                change.Tell(new AuditFact("study.publish", $"study/{study}")
                {
                    Reason = reason.Trim(),
                    Changes =
                    [
                        new("published", latest?.Number.ToString(CultureInfo.InvariantCulture), made.Number.ToString(CultureInfo.InvariantCulture)),
                        new("status", latest?.Status, made.Status),
                        new("enrolled", latest?.Enrolled.ToString(CultureInfo.InvariantCulture), made.Enrolled.ToString(CultureInfo.InvariantCulture)),
                        new("sites", latest?.Sites, made.Sites),
                    ],
                });
                return made;
            },
            cancellation);

    private static PublishedState Next(IReadOnlyList<Site> sites, string study, string status, ConductChange change) => new()
    {
        Study = study,
        Number = 0,
        Status = status,
        Enrolled = sites.Sum(site => site.Randomized),
        Sites = JsonSerializer.Serialize(
            sites.OrderBy(site => site.Country, StringComparer.Ordinal).ThenBy(site => site.Name, StringComparer.Ordinal).ThenBy(site => site.Code, StringComparer.Ordinal)
                .Select(site => new PublishedSite(site.Code, site.Name, site.Country, StatusOf(site, status))),
            JsonSerializerOptions.Web),
        At = change.At,
    };

    // A site enrolls where it is active and the study enrolls as a whole.
    private static string StatusOf(Site site, string status) => site.Status switch
    {
        "active" when PublishedStatus.Enrolls(status) => "RECRUITING",
        "registered" => "NOT_YET_RECRUITING",
        _ when string.Equals(status, "NOT_YET_RECRUITING", StringComparison.Ordinal) => "NOT_YET_RECRUITING",
        _ => "ACTIVE_NOT_RECRUITING",
    };
}
