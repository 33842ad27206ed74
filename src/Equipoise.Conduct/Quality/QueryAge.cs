using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Quality;

/// <summary>Queries that are not closed, by how long ago they were asked.</summary>
/// <param name="From">The least age in days.</param>
/// <param name="Until">The greatest; null for no limit.</param>
/// <param name="Open">Those that the site has to answer.</param>
/// <param name="Answered">Those that wait to be closed.</param>
public sealed record QueryAge(int From, int? Until, int Open, int Answered)
{
    private static readonly (int From, int? Until)[] Ages = [(0, 7), (8, 30), (31, 90), (91, null)];

    /// <summary>Counts them; every age is there, with 0 too.</summary>
    public static IReadOnlyList<QueryAge> Of(IReadOnlyList<DataQuery> pending, DateTimeOffset now) =>
    [
        .. from age in Ages
           let mine = pending.Where(query => Days(query, now) >= age.From && !(Days(query, now) > age.Until)).ToList()
           select new QueryAge(age.From, age.Until, mine.Count(query => query.Status is QueryStatus.Open), mine.Count(query => query.Status is QueryStatus.Answered)),
    ];

    /// <summary>The age of a query in whole days.</summary>
    public static int Days(DataQuery query, DateTimeOffset now) => (int)(now - Moments.Read(query.OpenedAt)).TotalDays;
}
