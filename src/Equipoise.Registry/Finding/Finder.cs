using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Search.Highlighting;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Registry.Finding;

/// <summary>Finds studies.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class Finder(StudyIndex index)
{
    /// <summary>How far paging reaches: a person does not read on beyond it, a program takes a download.</summary>
    public const int MostReachable = 10_000;

    // What a search may cost; the broadest over a whole registry costs some tens of millions.
    private const long StepLimit = 2_000_000_000;

    private const int TitlesAtOnce = 1000;

    private static readonly HighlightOptions WholeText = new() { Fragments = 0 };
    private static readonly HighlightOptions OnePiece = new() { Fragments = 1, Length = 220 };

    /// <summary>The studies that fit, one page of them.</summary>
    public FinderResult Search(FinderQuery query, CancellationToken cancellation = default)
    {
        var words = WordsQuery.Read(query.Words, index);
        var text = words.ToQuery();
        using var snapshot = index.AcquireToSearch();
        var shown = Math.Min(query.Offset + query.PageSize, MostReachable);
        var result = snapshot.Search(
            new SearchRequest(text)
            {
                Filters = FinderFilters.Of(query),
                Top = shown,
                Sort = Order(query),
                Distances = Distances(query),
                StepLimit = StepLimit,
                Facets = [.. FinderFacet.All.Select(Request)],
            },
            cancellation);
        return new FinderResult(
            result.Total,
            [.. result.Hits.Skip(query.Offset).Select(hit => Show(hit, text))],
            [.. FinderFacet.All.Zip(result.Facets, (facet, counts) => Count(facet, counts, query))],
            words.Expansions,
            ChangeOf(snapshot));
    }

    /// <summary>The ids of the studies that fit, in the query's order, without paging.</summary>
    /// <param name="query">The search; its page does not matter.</param>
    /// <param name="most">How many to give at most, up to <see cref="MostReachable"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public FoundIds FindIds(FinderQuery query, int most, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var result = snapshot.Search(
            new SearchRequest(WordsQuery.Read(query.Words, index).ToQuery())
            {
                Filters = FinderFilters.Of(query),
                Top = most,
                Sort = Order(query),
                StepLimit = StepLimit,
            },
            cancellation);
        return new FoundIds(result.Total, [.. result.Hits.Select(hit => StudyId.Parse(hit.Key))]);
    }

    /// <summary>How many studies fit.</summary>
    public int Count(FinderQuery query, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        return Count(snapshot, WordsQuery.Read(query.Words, index).ToQuery(), FinderFilters.Of(query), cancellation);
    }

    /// <summary>The one study that words name by an id, or null where they do not.</summary>
    public StudyId? FindById(string words)
    {
        var id = TypedId.Normalize(words);
        if (!TypedId.MayBeId(id))
            return null;
        using var snapshot = index.AcquireToSearch();
        var known = snapshot.Search(new SearchRequest(Query.Value(StudyFields.Ids, id)) { Top = 2 });
        return known.Total == 1 ? StudyId.Parse(known.Hits[0].Key) : null;
    }

    /// <summary>The titles of some studies by id; those that the index does not hold yet are left out.</summary>
    /// <param name="ids">The studies, any number.</param>
    /// <param name="cancellation">Gives up.</param>
    public IReadOnlyDictionary<string, string> Titles(IReadOnlyCollection<string> ids, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var titles = new Dictionary<string, string>(ids.Count, StringComparer.Ordinal);
        foreach (var batch in ids.Chunk(TitlesAtOnce))
        {
            foreach (var hit in snapshot.Search(new SearchRequest(new KeyQuery(batch)) { Top = batch.Length, StepLimit = StepLimit }, cancellation).Hits)
                titles[hit.Key] = StudyCard.FromBytes(hit.Payload.Span).Title;
        }

        return titles;
    }

    /// <summary>The studies most like one, the most alike first.</summary>
    public IReadOnlyList<StudyCard> Similar(StudyRecord study, int most, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var found = Best(SimilarStudies.To(study));
        // Names that no other record writes so are taken apart.
        if (found.Count < most)
            found = [.. found.Concat(Best(SimilarStudies.InPart(study))).DistinctBy(card => card.Id, StringComparer.Ordinal).Take(most)];
        return found;

        IReadOnlyList<StudyCard> Best(Query? query) => query is null
            ? []
            : [.. snapshot.Search(new SearchRequest(query) { Top = most, ExactTotal = false, StepLimit = StepLimit }, cancellation).Hits.Select(hit => StudyCard.FromBytes(hit.Payload.Span))];
    }

    /// <summary>For a search that finds little: each of its conditions with the number of studies that would fit without it,
    /// the one that takes away most first.</summary>
    public IReadOnlyList<NarrowingFilter> Explain(FinderQuery query, CancellationToken cancellation = default)
    {
        var filters = FinderFilters.Of(query);
        var text = WordsQuery.Read(query.Words, index).ToQuery();
        using var snapshot = index.AcquireToSearch();
        var names = filters.Select(filter => filter.Name).Distinct(StringComparer.Ordinal).ToList();
        var explained = names.Select(name => new NarrowingFilter(name, Count(snapshot, text, filters.Where(filter => !string.Equals(filter.Name, name, StringComparison.Ordinal)), cancellation)));
        if (query.Words.Length > 0)
            explained = explained.Append(new NarrowingFilter(NarrowingFilter.Words, Count(snapshot, Query.All, filters, cancellation)));
        return [.. explained.OrderByDescending(filter => filter.TotalWithout)];
    }

    /// <summary>For a search whose words find little: how many each of them would find alone, and what they may have been meant to
    /// be.</summary>
    public WordsExplanation ExplainWords(FinderQuery query, CancellationToken cancellation = default)
    {
        var written = WordsQuery.Read(query.Words, index).Written;
        if (written.Count == 0)
            return WordsExplanation.None;
        var filters = FinderFilters.Of(query);
        using var snapshot = index.AcquireToSearch();
        var spelling = new Spelling(snapshot);
        var parts = written.Select(part => Explain(part, spelling.CorrectAll(part))).ToList();
        var mended = string.Join(' ', parts.Select(part => part.Meant ?? part.Words));
        var total = parts.Exists(part => part.Meant is not null) ? CountOf(mended) : 0;
        var better = total > CountOf(query.Words) ? mended : null;
        return new WordsExplanation(parts.Count == 1 ? [] : parts, better, better is null ? 0 : total);

        int CountOf(string words) => Count(snapshot, WordsQuery.Read(words, index).ToQuery(), filters, cancellation);

        PartCount Explain(string part, string meant)
        {
            var alone = CountOf(part);
            return !string.Equals(part, meant, StringComparison.Ordinal) && CountOf(meant) is var found && found > alone
                ? new PartCount(part, alone, meant, found)
                : new PartCount(part, alone, Meant: null, MeantTotal: 0);
        }
    }

    private static int Count(Snapshot snapshot, Query text, IEnumerable<NamedFilter> filters, CancellationToken cancellation) =>
        snapshot.Search(new SearchRequest(text) { Filters = [.. filters], Top = 0, StepLimit = StepLimit }, cancellation).Total;

    private static IReadOnlyList<SortKey> Order(FinderQuery query) => query.Order switch
    {
        FinderOrder.Distance when query.Near is { } near => [SortKey.ByDistance(ToOpenSite(near)), SortKey.ByDistance(ToAnySite(near)), SortKey.Score],
        FinderOrder.Updated => [SortKey.By("LastUpdatePostDate", descending: true), SortKey.Score],
        FinderOrder.Start => [SortKey.By("StartDate", descending: true), SortKey.Score],
        FinderOrder.Enrollment => [SortKey.By("EnrollmentCount", descending: true), SortKey.Score],
        _ when query.Words.Length == 0 => [SortKey.By("LastUpdatePostDate", descending: true)],
        _ => [],
    };

    private static IReadOnlyList<DistanceRequest> Distances(FinderQuery query) =>
        query.Near is { } near
            ? [ToOpenSite(near), ToAnySite(near), ToAnySite(near) with { Where = Query.And(FinderFilters.OpenSite, FinderFilters.LocatedSite) }, ToAnySite(near) with { Where = FinderFilters.LocatedSite }]
            : [];

    private static DistanceRequest ToOpenSite(FinderPlace near) => ToAnySite(near) with { Where = FinderFilters.OpenSite };

    private static DistanceRequest ToAnySite(FinderPlace near) => new("LocationGeoPoint", near.Point) { Path = StudyFields.Locations };

    private static FacetRequest Request(FinderFacet facet) => new(facet.Column)
    {
        Name = facet.Name,
        Top = facet.Top,
        WithoutFilter = facet.Name,
    };

    private static FacetCounts Count(FinderFacet facet, Facet counts, FinderQuery query)
    {
        var chosen = query.Chosen.GetValueOrDefault(facet.Name) ?? [];
        // A chosen value stays to be seen, and to be unchosen, also where nothing fits it.
        var values = counts.Values.Concat(chosen.Except(counts.Values.Select(value => value.Value), StringComparer.Ordinal).Select(value => new FacetValue(value, 0)));
        return new FacetCounts(
            facet,
            [.. values.Select(value => new ValueCount(value.Value, facet.LabelOf(value.Value), value.Count, chosen.Contains(value.Value, StringComparer.Ordinal)))],
            counts.Missing);
    }

    internal static FinderHit Show(Hit hit, Query text)
    {
        var card = StudyCard.FromBytes(hit.Payload.Span);
        var title = Mark(text, card.Title, WholeText);
        var others = string.Join(" · ", card.Conditions.Concat(card.Interventions));
        return new FinderHit(
            card,
            hit.Score,
            Distance(hit, 0),
            Distance(hit, 1),
            title ?? MarkedText.Plain(card.Title),
            title is null ? Mark(text, others, OnePiece) ?? (card.Summary is { } summary ? Mark(text, summary, OnePiece) : null) : null)
        {
            IsOpenByCity = IsByCity(Distance(hit, 0), Distance(hit, 2)),
            IsNearestByCity = IsByCity(Distance(hit, 1), Distance(hit, 3)),
        };
    }

    private static double? Distance(Hit hit, int number) => number < hit.Distances.Count ? hit.Distances[number] : null;

    private static bool IsByCity(double? any, double? ownPosition) => any is { } nearest && (ownPosition is null || ownPosition > nearest);

    internal static MarkedText? Mark(Query query, string text, HighlightOptions options)
    {
        if (Highlighter.Fragments(query, text, options, target => string.Equals(target, "BasicSearch", StringComparison.Ordinal)) is not [var fragment, ..])
            return null;
        var (runs, end) = (new List<TextRun>(), 0);
        foreach (var mark in fragment.Marks)
        {
            if (mark.Start > end)
                runs.Add(new TextRun(fragment.Text[end..mark.Start], IsMarked: false));
            end = mark.Start + mark.Length;
            runs.Add(new TextRun(fragment.Text[mark.Start..end], IsMarked: true));
        }

        if (end < fragment.Text.Length)
            runs.Add(new TextRun(fragment.Text[end..], IsMarked: false));
        return new MarkedText(runs);
    }

    private static long ChangeOf(Snapshot snapshot) => FollowedStore.ChangeOf(snapshot.UserData);
}
