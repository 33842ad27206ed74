using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Review;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Quality;

/// <summary>Reads how complete, clean and reviewed the data of a study are (ICH E6(R3) 3.16.1 asks the sponsor to watch it).</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class QualityReader(ConductStore store, TimeProvider time)
{
    /// <summary>The data at the sites where the actor may read participants.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="study">The study.</param>
    /// <param name="site">Only this site; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<StudyQuality> ReadAsync(Actor actor, string study, string? site = null, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                bool IsAsked(string code) => actor.May(Permission.ReadParticipants, code) && (site is null || string.Equals(code, site, StringComparison.Ordinal));
                var now = time.GetUtcNow();
                var reading = await StudyReading.ReadAsync(snapshot, study, participant => IsAsked(participant.Site));
                var reviews = await ReviewReader.ReadAsync(snapshot, reading);
                var queries = (await snapshot.QueriesOfStudyAsync(study)).Where(query => query.IsPending && IsAsked(query.Site)).ToList();
                var visits = reading.Participants.AsParallel().AsOrdered().SelectMany(participant => VisitsOf(reading, participant, now)).ToList();
                List<Disagreement> disagreements = [.. reading.Participants.AsParallel().AsOrdered().SelectMany(participant => Disagreement.Of(reading.Assessed(participant, armIsOpen: false)))];
                return new StudyQuality(
                    reading.Study,
                    reading.Protocol,
                    actor.May(Permission.ReadParticipants, site: null),
                    [.. reading.Sites.Where(one => IsAsked(one.Code)).Select(one => OfSite(one, visits, queries, reviews, disagreements, now))],
                    ByVisit(reading.Protocol.Design, visits),
                    QueryAge.Of(queries, now),
                    [.. visits.Where(visit => visit.Missing.Count > 0).OrderBy(visit => visit.Plan.Latest).ThenBy(visit => visit.Participant, StringComparer.Ordinal)],
                    disagreements);
            },
            cancellation);

    private static IEnumerable<ExpectedVisit> VisitsOf(StudyReading reading, Participant participant, DateTimeOffset now) => reading.CalendarOf(participant, now) is { } calendar
        ? ExpectedVisit.Of(participant, reading.DesignOf(participant), calendar, reading.EntriesOf(participant))
        : [];

    private static SiteQuality OfSite(
        Site site, IReadOnlyList<ExpectedVisit> visits, IReadOnlyList<DataQuery> queries, IReadOnlyList<ParticipantReview> reviews, IReadOnlyList<Disagreement> disagreements, DateTimeOffset now)
    {
        var mine = reviews.Where(review => string.Equals(review.Participant.Site, site.Code, StringComparison.Ordinal)).ToList();
        var asked = queries.Where(query => string.Equals(query.Site, site.Code, StringComparison.Ordinal)).ToList();
        return new SiteQuality(
            site.Code,
            site.Name,
            mine.Count,
            FormCounts.Sum(visits.Where(visit => string.Equals(visit.Site, site.Code, StringComparison.Ordinal)).Select(visit => visit.Forms)),
            asked.Count(query => query.Status is QueryStatus.Open),
            asked.Count(query => query.Status is QueryStatus.Answered),
            asked.Count == 0 ? null : asked.Max(query => QueryAge.Days(query, now)),
            mine.Sum(review => review.Entries),
            mine.Sum(review => review.Unverified),
            mine.Sum(review => review.Entries - review.Closed),
            mine.Count(review => review.Participant.Status is ParticipantStatus.Randomized or ParticipantStatus.OffStudy && review.State is not SignatureState.Valid),
            disagreements.Count(one => string.Equals(one.Site, site.Code, StringComparison.Ordinal)));
    }

    private static IReadOnlyList<VisitQuality> ByVisit(StudyDesign design, IReadOnlyList<ExpectedVisit> visits)
    {
        var byCode = visits.ToLookup(visit => visit.Plan.Visit, StringComparer.Ordinal);
        return
        [
            .. design.Visits.Where(visit => byCode.Contains(visit.Code))
                .Select(visit => new VisitQuality(visit.Code, visit.Name.Replace("{n}", "", StringComparison.Ordinal).Trim(), byCode[visit.Code].Count(), FormCounts.Sum(byCode[visit.Code].Select(one => one.Forms)))),
        ];
    }
}
