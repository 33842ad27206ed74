using System.Globalization;
using Equipoise.Search.Postings;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>Shows how the score of a document comes about, by asking each part of the query on its own.</summary>
internal sealed class Explainer
{
    private readonly IndexState state;
    private readonly SegmentView view;
    private readonly int document;
    private readonly QueryCompiler compiler;

    public Explainer(IndexState state, string key)
    {
        this.state = state;
        compiler = new QueryCompiler(state, new SearchMeter(long.MaxValue), CancellationToken.None);
        foreach (var each in state.Views)
        {
            document = each.Segment.Find(key);
            view = each;
            if (document >= 0 && !each.IsDeleted(document))
                return;
        }

        throw new SearchException($"There is no document '{key}' in this index.");
    }

    public Explanation Explain(Query query) => Explain(query, 1);

    private Explanation Explain(Query query, float boost)
    {
        var node = compiler.Compile(query, view.Segment, 0, boost);
        var window = Window.Of(document, view.Segment.DocumentCount);
        var bits = new ulong[Window.Words];
        bits[(document - window.Start) >> 6] = 1UL << document;
        node.Narrow(window, bits);
        var scores = new float[Window.Size];
        node.Score(window, bits, scores, float.NegativeInfinity, certain: true);
        return new Explanation(!Bits.AreEmpty(bits), scores[document - window.Start], Describe(query), [.. Parts(query, boost)]);
    }

    private IEnumerable<Explanation> Parts(Query query, float boost) => query switch
    {
        BooleanQuery all => [.. all.Must.Concat(all.Should).Select(each => Explain(each, boost)), .. all.Filter.Concat(all.MustNot).Select(each => Explain(each, 0))],
        BestQuery best => best.Alternatives.Select(each => Explain(each, boost)),
        ConstantQuery constant => [Explain(constant.Query, 0)],
        BoostQuery inner => [Explain(inner.Query, boost * (float)inner.Factor)],
        BiasQuery bias => [Explain(bias.Query, boost)],
        SynonymQuery synonyms => synonyms.Forms.Select(form => Explain(form.Form, boost)),
        _ => [],
    };

    private string Describe(Query query) => query switch
    {
        TermQuery term => $"word '{term.Word}' in {term.Target}{Rarities(term.Target, query)}",
        PhraseQuery phrase => $"phrase '{phrase.Text}' in {phrase.Target}{Rarities(phrase.Target, query)}",
        PrefixQuery prefix => $"words that begin with '{prefix.Prefix}' in {prefix.Target}, constant",
        SynonymQuery => "synonyms, as one word: occurrences are added, the most frequent form's rarity counts",
        BooleanQuery => "sum of must and should",
        BestQuery best => string.Create(CultureInfo.InvariantCulture, $"best of, plus {best.Rest} times the others"),
        BoostQuery boost => string.Create(CultureInfo.InvariantCulture, $"times {boost.Factor}"),
        BiasQuery bias => string.Create(CultureInfo.InvariantCulture, $"times 1 + {bias.Weight} · 2^(-|{bias.Column} - {bias.Origin}| / {bias.HalfLife})"),
        ConstantQuery constant => string.Create(CultureInfo.InvariantCulture, $"constant {constant.Score}"),
        NestedQuery nested => $"best of the nested {nested.Path}",
        _ => $"{query.GetType().Name.Replace("Query", "", StringComparison.Ordinal)}, no score",
    };

    private string Rarities(string target, Query query)
    {
        var schema = state.Schema.Documents;
        var (group, fields) = TextPlans.Resolve(schema, target);
        var exact = query is TermQuery { Exact: true } or PhraseQuery { Exact: true };
        var statistics = new TextStatistics(state);
        var words = TextPlans.WordsOf(query).SelectMany(reading => reading).Distinct()
            .Select(word => string.Create(CultureInfo.InvariantCulture, $"{word.Normal} {statistics.Rarity(0, group, word, exact):0.####}"));
        return string.Create(CultureInfo.InvariantCulture, $"; rarity {string.Join(", ", words)}; average length {statistics.AverageLength(0, group, fields):0.#}");
    }
}
