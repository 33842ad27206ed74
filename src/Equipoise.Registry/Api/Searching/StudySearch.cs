using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;
using Equipoise.Search;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Registry.Api.Searching;

/// <summary>Finds the studies of a request, page by page.</summary>
/// <remarks>Safe for use by many threads. Pages of one search see one state of the index, so that none repeats or skips a study
/// while data change.</remarks>
/// <param name="index">Where studies are found.</param>
/// <param name="exact">Finds what counts only as it is written.</param>
public sealed class StudySearch(StudyIndex index, ExactTerms exact)
{
    // What a search may cost; the broadest over a whole registry costs some tens of millions.
    private const long StepLimit = 2_000_000_000;

    // Beyond so many studies their distance does not count for the order.
    private const int MostByDistance = 10_000;

    /// <summary>Finds a page.</summary>
    /// <exception cref="ApiRefusalException">The request cannot be answered.</exception>
    public async Task<StudyPage> FindAsync(StudiesRequest request, CancellationToken cancellation = default)
    {
        using var newest = index.AcquireToSearch();
        var mark = PageToken.MarkOf([FollowedStore.NameOf(newest.UserData), .. request.Signature]);
        var token = request.Token is { } text ? PageToken.Read(text, mark) : null;
        using var older = token is not null && token.Generation != newest.Generation ? Reopen(token, request.Token!) : null;
        var snapshot = older ?? newest;
        try
        {
            var query = await PlanAsync(request, snapshot, cancellation);
            var page = request.Geo is { } geo && request.Sort.Count == 0 ? ByDistance(request, geo, query, snapshot, token, mark, cancellation) : null;
            return page ?? InOrder(request, query, snapshot, token, mark, cancellation);
        }
        catch (SearchException error) when (!error.IsDamage)
        {
            throw new ApiRefusalException(error.Message, error);
        }
    }

    private Snapshot Reopen(PageToken token, string text) =>
        index.Acquire(token.Generation) ?? throw ApiRefusalException.InvalidValue("pageToken", text);

    private async Task<BooleanQuery> PlanAsync(StudiesRequest request, Snapshot snapshot, CancellationToken cancellation)
    {
        var (must, filter) = (new List<Query>(), new List<Query>(request.Filters));
        foreach (var part in request.Parts)
        {
            try
            {
                (part.Ranks ? must : filter).Add(await exact.PlanAsync(
                    snapshot,
                    terms => new EssieQueries(index.OtherNames, column => Span(snapshot, column), terms).Plan(part.Expression, part.Target),
                    cancellation));
            }
            catch (EssieException error)
            {
                throw QueryPart.Refuse(part.Label, error);
            }
        }

        return new BooleanQuery { Must = must.Count > 0 ? must : [Query.All], Filter = filter };
    }

    private static (double Min, double Max)? Span(Snapshot snapshot, string column) =>
        snapshot.Statistics(column) is { Min: { } min, Max: { } max } ? (min, max) : null;

    private static StudyPage InOrder(StudiesRequest request, Query query, Snapshot snapshot, PageToken? token, uint mark, CancellationToken cancellation)
    {
        // What nothing ranks comes as it is stored: so the records of a page lie together (ADR 85).
        // One more than the page shows: whether there is a next page is known without asking for it.
        var result = snapshot.Search(
            new SearchRequest(query)
            {
                Sort = request.Sort.Count == 0 && !request.Parts.Any(part => part.Ranks) ? [SortKey.Stored] : request.Sort,
                Top = request.PageSize + 1,
                WithPayloads = false,
                After = token?.ToCursor(),
                ExactTotal = request.CountsTotal && token is null,
                StepLimit = StepLimit,
            },
            cancellation);
        var shown = result.Hits.Take(request.PageSize).ToList();
        return new StudyPage(
            [.. shown.Select(hit => hit.Key)],
            request.CountsTotal && token is null ? result.Total : null,
            result.Hits.Count > shown.Count ? PageToken.After(snapshot.Generation, mark, shown[^1].Sort, shown[^1].Key).ToString() : null);
    }

    // As exact as the engine's own scores, so that a token of the place after it is as short.
    private static double Rounded(double score) => (float)score;

    private static StudyPage? ByDistance(StudiesRequest request, GeoFilter geo, BooleanQuery query, Snapshot snapshot, PageToken? token, uint mark, CancellationToken cancellation)
    {
        var result = snapshot.Search(
            new SearchRequest(query)
            {
                Top = MostByDistance,
                WithPayloads = false,
                Distances = [new DistanceRequest("LocationGeoPoint", geo.Center) { Path = StudyFields.Locations }],
                StepLimit = StepLimit,
            },
            cancellation);
        if (result.Total > MostByDistance)
            return null;
        var isRanked = request.Parts.Any(part => part.Ranks);
        var ranked = result.Hits
            .Select(hit => (hit.Key, Score: Rounded((isRanked ? hit.Score : 1) * request.Decay.At(hit.Distances[0] ?? double.MaxValue))))
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Key, StringComparer.Ordinal)
            .SkipWhile(hit => token is { Values: [{ } last, ..] } && (hit.Score > last || (hit.Score.Equals(last) && string.CompareOrdinal(hit.Key, token.Id) <= 0)))
            .Take(request.PageSize + 1)
            .ToList();
        var shown = ranked.Take(request.PageSize).ToList();
        return new StudyPage(
            [.. shown.Select(hit => hit.Key)],
            request.CountsTotal && token is null ? result.Total : null,
            ranked.Count > shown.Count ? PageToken.After(snapshot.Generation, mark, [new SortValue(shown[^1].Score, Text: null)], shown[^1].Key).ToString() : null);
    }
}
