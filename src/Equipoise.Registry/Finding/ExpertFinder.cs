using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Finding;

/// <summary>Finds studies by expressions, with the finder's counts.</summary>
/// <remarks>Safe for use by many threads.</remarks>
/// <param name="index">Where studies are found.</param>
/// <param name="exact">Finds what counts only as it is written.</param>
public sealed class ExpertFinder(StudyIndex index, ExactTerms exact)
{
    // What a search may cost; the broadest over a whole registry costs some tens of millions.
    private const long StepLimit = 2_000_000_000;

    private static readonly EssieTarget Everywhere = EssieTarget.Find("BasicSearch")!;

    /// <summary>What an expression asks that was hardly meant, each in a sentence.</summary>
    /// <exception cref="EssieException">The expression cannot be read or asked.</exception>
    public static IReadOnlyList<string> Hints(string expression) => EssieHints.Of(expression, Everywhere);

    /// <summary>The studies that fit, one page of them.</summary>
    /// <exception cref="EssieException">The expression cannot be read or asked.</exception>
    public async Task<FinderResult> SearchAsync(ExpertQuery query, CancellationToken cancellation = default)
    {
        var expression = EssieRewriting.Simplify(EssieParser.Parse(query.Expression));
        using var snapshot = index.AcquireToSearch();
        var planned = await exact.PlanAsync(
            snapshot,
            terms => new EssieQueries(index.OtherNames, column => snapshot.Statistics(column) is { Min: { } min, Max: { } max } ? (min, max) : null, terms).Plan(expression, Everywhere),
            cancellation);
        var result = snapshot.Search(
            new SearchRequest(planned)
            {
                Top = Math.Min(query.Offset + query.PageSize, Finder.MostReachable),
                Sort = Order(query.Order, isRanked: expression is not Essie.Expressions.AllExpression),
                StepLimit = StepLimit,
                Facets = FinderFacet.Requests,
            },
            cancellation);
        return new FinderResult(
            result.Total,
            [.. result.Hits.Skip(query.Offset).Select(hit => Finder.Show(hit, planned))],
            [.. FinderFacet.All.Zip(result.Facets, Count)],
            [],
            FollowedStore.ChangeOf(snapshot.UserData));
    }

    private static FacetCounts Count(FinderFacet facet, Facet counts) =>
        new(facet, [.. counts.Values.Select(value => new ValueCount(value.Value, facet.LabelOf(value.Value), value.Count, IsChosen: false))], counts.Missing);

    private static IReadOnlyList<SortKey> Order(FinderOrder order, bool isRanked) => order switch
    {
        FinderOrder.Updated => [SortKey.By("LastUpdatePostDate", descending: true), SortKey.Score],
        FinderOrder.Start => [SortKey.By("StartDate", descending: true), SortKey.Score],
        FinderOrder.Enrollment => [SortKey.By("EnrollmentCount", descending: true), SortKey.Score],
        _ when !isRanked => [SortKey.By("LastUpdatePostDate", descending: true)],
        _ => [],
    };
}
