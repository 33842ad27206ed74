using System.Collections.Concurrent;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Registry.Essie;

/// <summary>Answers terms that count only as they are written by reading the records of the studies that hold their words.</summary>
/// <remarks>Safe for use by many threads. What was found is kept for the generation of the index it was found in.</remarks>
/// <param name="store">Where the records are.</param>
public sealed class ExactTerms(RegistryStore store)
{
    private const int ReadAtOnce = 500;
    private const int ListedAtOnce = 10_000;
    private const int MostKept = 64;
    private readonly ConcurrentDictionary<(string Index, long Generation, ExactTerm Term), Query> known = new();

    /// <summary>How many records are read for one term at most; one with more candidates is refused.</summary>
    public int MostRead { get; init; } = 50_000;

    /// <summary>How many records are read for all terms of an expression at most, those not counted that are known from before.</summary>
    public int MostReadInAll { get; init; } = 150_000;

    /// <summary>Makes a query of something that may hold exact terms.</summary>
    /// <param name="snapshot">The index as it is searched.</param>
    /// <param name="plan">Makes the query; called once, or twice where there are exact terms: it is handed what makes the query of one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EssieException">A term has too many candidates, or the plan itself refuses.</exception>
    public async Task<Query> PlanAsync(Snapshot snapshot, Func<Func<ExactTerm, Query>, Query> plan, CancellationToken cancellation = default)
    {
        var wanted = new List<ExactTerm>();
        var withoutCapitals = plan(term =>
        {
            wanted.Add(term);
            return term.InSite ?? term.Candidates;
        });
        if (wanted.Count == 0)
            return withoutCapitals;
        var found = new Dictionary<ExactTerm, Query>();
        var read = 0;
        foreach (var term in wanted.Where(term => !found.ContainsKey(term)))
        {
            (found[term], var candidates) = await FindAsync(term, snapshot, cancellation);
            read += candidates;
            if (read > MostReadInAll)
                throw new EssieException($"The terms of EXPANSION[None] would have to read more than {MostReadInAll} records together: ask for fewer or rarer ones at a time", term.Position);
        }

        return plan(term => found[term]);
    }

    // The query of a term, and how many records were read for it.
    private async Task<(Query Query, int Read)> FindAsync(ExactTerm term, Snapshot snapshot, CancellationToken cancellation)
    {
        var key = (FollowedStore.NameOf(snapshot.UserData), snapshot.Generation, term);
        if (known.TryGetValue(key, out var query))
            return (query, 0);
        var candidates = CandidatesOf(term, snapshot, cancellation);
        if (candidates.Count > MostRead)
            throw new EssieException($"EXPANSION[None] of '{EssieLexer.Shown(term.Text)}' would have to read more than {MostRead} records: ask for it in a smaller area, or together with a rarer word in quotation marks", term.Position);
        var exact = new ExactText(term);
        query = term.InSite is { } words
            ? InSite(term, words, await ReadAsync(candidates, study => exact.ValuesIn(study.Utf8), cancellation))
            : new BooleanQuery { Must = [term.Candidates], Filter = [new KeyQuery([.. await ReadAsync(candidates, study => exact.IsIn(study.Utf8) ? [study.Id] : (string[])[], cancellation)])] };
        if (known.Count >= MostKept)
            known.Clear();
        known[key] = query;
        return (query, candidates.Count);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(List<string> studies, Func<StudyText, IEnumerable<T>> read, CancellationToken cancellation)
    {
        var found = new List<T>();
        foreach (var some in studies.Chunk(ReadAtOnce))
        {
            var texts = await store.LastTextsAsync(some, cancellation);
            found.AddRange(texts.AsParallel().AsOrdered().WithCancellation(cancellation).SelectMany(read));
        }

        return found;
    }

    // Which of a study's sites holds the term to the letter, its whole values say: the index has those of a site as they are written.
    private static Query InSite(ExactTerm term, Query words, IReadOnlyList<(SchemaField Field, string Value)> values)
    {
        var alternatives = values
            .GroupBy(value => value.Field.Piece, value => value.Value, StringComparer.Ordinal)
            .Select(Query (field) => StudyFields.WholeSiteTexts.Contains(field.Key, StringComparer.Ordinal)
                ? Query.Value(StudyFields.Whole(field.Key), [.. field.Distinct(StringComparer.Ordinal)])
                : new PhraseQuery(field.Key, term.Text) { Exact = true, Anchor = WordsQueries.AnchorOf(term.Coverage) })
            .ToList();
        return alternatives.Count == 0 ? Query.None : new BooleanQuery { Must = [words], Filter = [Query.Or(alternatives)] };
    }

    // The first of them, one more than may be read at most.
    private List<string> CandidatesOf(ExactTerm term, Snapshot snapshot, CancellationToken cancellation)
    {
        var keys = new List<string>();
        var request = new SearchRequest(new ConstantQuery(term.Candidates, 0)) { Top = ListedAtOnce, WithPayloads = false };
        while (keys.Count <= MostRead)
        {
            var some = snapshot.Search(request, cancellation);
            keys.AddRange(some.Hits.Select(hit => hit.Key));
            if (some.Next is null || some.Hits.Count < ListedAtOnce)
                break;
            request = request with { After = some.Next };
        }

        return keys;
    }
}
