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
    private long recordsRead;

    /// <summary>How many records are read for one term at most; one with more candidates is refused.</summary>
    public int MostRead { get; init; } = 50_000;

    /// <summary>How many records may be candidates of all terms of an expression together, those not counted that are known from before; one that several terms share counts for each, though
    /// it is read once.</summary>
    public int MostReadInAll { get; init; } = 150_000;

    /// <summary>How many records were read so far.</summary>
    public long RecordsRead => Interlocked.Read(ref recordsRead);

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
        var asked = new List<(ExactTerm Term, List<string> Candidates)>();
        var read = 0;
        foreach (var term in wanted.Distinct())
        {
            if (known.TryGetValue(KeyOf(term, snapshot), out var query))
            {
                found[term] = query;
                continue;
            }

            asked.Add((term, CandidatesOf(term, snapshot, cancellation)));
            read += asked[^1].Candidates.Count;
            if (read > MostReadInAll)
                throw new EssieException($"The terms of EXPANSION[None] would have to read more than {MostReadInAll} records together: ask for fewer or rarer ones at a time", term.Position);
        }

        foreach (var (term, holders) in await ReadAsync(asked, cancellation))
        {
            found[term] = QueryOf(term, holders);
            if (known.Count >= MostKept)
                known.Clear();
            known[KeyOf(term, snapshot)] = found[term];
        }

        return plan(term => found[term]);
    }

    private static (string, long, ExactTerm) KeyOf(ExactTerm term, Snapshot snapshot) => (FollowedStore.NameOf(snapshot.UserData), snapshot.Generation, term);

    private static Query QueryOf(ExactTerm term, List<Holder> holders) => term.InSite is { } words
        ? InSite(term, words, [.. holders.SelectMany(holder => holder.Values)])
        : new BooleanQuery { Must = [term.Candidates], Filter = [new KeyQuery([.. holders.Select(holder => holder.Id)])] };

    // Which of its candidates hold each term. A record is unpacked and read once for all terms that it is a candidate of.
    private async Task<IReadOnlyList<(ExactTerm Term, List<Holder> Holders)>> ReadAsync(List<(ExactTerm Term, List<string> Candidates)> asked, CancellationToken cancellation)
    {
        var found = asked.Select(each => (each.Term, Holders: new List<Holder>())).ToList();
        var texts = asked.Select(each => new ExactText(each.Term)).ToList();
        var termsOf = asked.Index().SelectMany(each => each.Item.Candidates, (each, id) => (Id: id, Term: each.Index)).ToLookup(pair => pair.Id, pair => pair.Term, StringComparer.Ordinal);
        foreach (var some in termsOf.Select(study => study.Key).Order(StringComparer.Ordinal).Chunk(ReadAtOnce))
        {
            var records = await store.LastTextsAsync(some, cancellation);
            Interlocked.Add(ref recordsRead, some.Length);
            foreach (var (id, values) in records.AsParallel().AsOrdered().WithCancellation(cancellation).Select(study => (study.Id, ExactText.ValuesIn(study.Utf8, [.. termsOf[study.Id].Select(term => texts[term])]))))
            {
                foreach (var (place, term) in termsOf[id].Index())
                {
                    if (values[place].Count > 0)
                        found[term].Holders.Add(new Holder(id, values[place]));
                }
            }
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

    // No more than may be read at most.
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

        return keys.Count <= MostRead
            ? keys
            : throw new EssieException($"EXPANSION[None] of '{EssieLexer.Shown(term.Text)}' would have to read more than {MostRead} records: ask for it in a smaller area, or together with a rarer word in quotation marks", term.Position);
    }

    // A study that holds a term, and the values that do.
    private sealed record Holder(string Id, IReadOnlyList<(SchemaField Field, string Value)> Values);
}
