using System.Runtime.CompilerServices;
using Equipoise.Search.Queries;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;
using Equipoise.Search.Text;

namespace Equipoise.Search.Execution;

/// <summary>What words and phrases of a query mean on a table: how they are read, how rare they are and what the dictionaries say of them. Worked out for all segments when
/// first asked for.</summary>
internal sealed class TextPlans
{
    private const int MaxPhraseWords = 100;
    private readonly IndexState state;
    private readonly TextStatistics statistics;
    private readonly Dictionary<(Query Query, int Table, float Boost), TextPlan> texts;
    private readonly Dictionary<(Query Query, int Table, float Boost), SynonymPlan> synonyms;
    private readonly Dictionary<(int Table, string Target), TextTarget> targets;

    /// <summary>Begins with what another of the same index has worked out, so that both can go on at the same time; with nothing where that is null.</summary>
    public TextPlans(IndexState state, TextPlans? before)
    {
        this.state = state;
        statistics = before is null ? new(state) : new(state, before.statistics);
        texts = before is null ? new(ByReference.Instance) : new(before.texts, ByReference.Instance);
        synonyms = before is null ? new(ByReference.Instance) : new(before.synonyms, ByReference.Instance);
        targets = before is null ? [] : new(before.targets);
    }

    /// <summary>The number of a table's segment.</summary>
    public int SegmentOf(TableReader table, int number)
    {
        for (var segment = 0; ; segment++)
        {
            if (ReferenceEquals(state.Views[segment].Segment.Tables[number], table))
                return segment;
        }
    }

    /// <summary>A word or phrase.</summary>
    public TextPlan Of(Query query, int table, float boost) =>
        texts.TryGetValue((query, table, boost), out var known) ? known : texts[(query, table, boost)] = Make(query, table, boost);

    /// <summary>Forms of a word.</summary>
    public SynonymPlan Of(SynonymQuery query, int table, float boost) =>
        synonyms.TryGetValue((query, table, boost), out var known) ? known : synonyms[(query, table, boost)] = Make(query, table, boost);

    /// <summary>What is searched on a table.</summary>
    /// <exception cref="SearchException">There are none.</exception>
    public TextTarget Target(int table, string name)
    {
        if (targets.TryGetValue((table, name), out var known))
            return known;
        var schema = table == 0 ? state.Schema.Documents : state.Schema.Nested[state.Schema.Paths[table - 1]];
        var (group, fields) = Resolve(schema, name);
        return targets[(table, name)] = new TextTarget(schema, group, fields);
    }

    /// <summary>The ways to read a word or phrase: with its parts apart, and those joined by hyphens written as one.</summary>
    public static IReadOnlyList<IReadOnlyList<WordForms>> WordsOf(Query query)
    {
        var (text, isTerm) = query switch
        {
            TermQuery term => (term.Word, true),
            PhraseQuery phrase => (phrase.Text, false),
            _ => throw new SearchException($"A {query.GetType().Name} has no words: synonyms are words and phrases."),
        };
        var units = QueryText.Units(text);
        if (isTerm && units.Count > 1)
            throw new SearchException($"'{text}' is more than a word: ask for it as a phrase or as several words.");
        if (units.Sum(unit => unit.Count) is var words && words > MaxPhraseWords)
            throw new SearchException($"A phrase has at most {MaxPhraseWords} words, not {words}.");
        if (units.Count == 0)
            return [];
        var apart = units.SelectMany(unit => unit).Select(word => WordForms.Of(word)).ToList();
        var joined = units.ConvertAll(QueryText.Joined);
        if (units.TrueForAll(unit => unit.Count == 1) || joined.Contains(null))
            return [apart];
        var together = joined.ConvertAll(word => WordForms.Of(word));
        return isTerm ? [together] : [apart, together];
    }

    /// <summary>The group of a target, or -1, and otherwise its text fields.</summary>
    /// <exception cref="SearchException">There are none.</exception>
    public static (int Group, int[] Fields) Resolve(TableSchema schema, string target)
    {
        var group = schema.GroupNumber(target);
        return group >= 0 ? (group, []) : (-1, [.. target.Split(PhraseQuery.FieldMark).Select(name => TextField(schema, name))]);
    }

    private static int TextField(TableSchema schema, string name) =>
        schema.FieldNumber(name) is >= 0 and var field && schema.Fields[field].Kind == FieldKind.Text
            ? field
            : throw new SearchException($"There is no group and no text field '{name}' in this index.");

    private static string TargetOf(Query query) => query is TermQuery term ? term.Target : ((PhraseQuery)query).Target;

    private static Query Demand(Query form) => form is TermQuery or PhraseQuery ? form : throw new SearchException($"A {form.GetType().Name} is no synonym: synonyms are words and phrases.");

    private TextPlan Make(Query query, int table, float boost)
    {
        var target = Target(table, TargetOf(query));
        var exact = query is TermQuery { Exact: true } or PhraseQuery { Exact: true };
        var readings = new List<TextReading>();
        foreach (var words in WordsOf(query))
        {
            var rarity = words.Sum(word => statistics.Rarity(table, target.Group, word, exact));
            readings.Add(new TextReading(words, [.. words.Select(word => statistics.Entries(table, word.Normal))], rarity, Formula(rarity * boost, target, table)));
        }

        return new TextPlan(target, query as PhraseQuery, exact, readings);
    }

    private SynonymPlan Make(SynonymQuery query, int table, float boost)
    {
        if (query.Forms.Count > 0 && query.Forms.Any(form => !string.Equals(TargetOf(Demand(form.Form)), TargetOf(query.Forms[0].Form), StringComparison.Ordinal)))
            throw new SearchException("Synonyms are searched in one group or field: give all forms the same target.");
        if (query.Forms.Any(form => !(form.Boost is >= 0 and <= 1)))
            throw new SearchException("What an occurrence of a synonym counts lies from 0 to 1.");
        var forms = query.Forms.Select(form => (Plan: Of(form.Form, table, boost), (float)form.Boost)).ToList();
        var rarities = forms.SelectMany(form => form.Plan.Readings).Select(reading => reading.Rarity).ToList();
        return new SynonymPlan(forms, rarities.Count == 0 ? null : Formula(rarities.Min() * boost, forms[0].Plan.Target, table));
    }

    private Bm25 Formula(double rarity, TextTarget target, int table) =>
        new((float)rarity, target.Settings?.Saturation ?? 1.2, target.Settings?.LengthPenalty ?? 0.75, statistics.AverageLength(table, target.Group, target.Fields));

    // Queries are compared by what they hold elsewhere; here the very same part is meant, which is known at once.
    private sealed class ByReference : IEqualityComparer<(Query Query, int Table, float Boost)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals((Query Query, int Table, float Boost) x, (Query Query, int Table, float Boost) y) => ReferenceEquals(x.Query, y.Query) && x.Table == y.Table && x.Boost.Equals(y.Boost);

        public int GetHashCode((Query Query, int Table, float Boost) key) => HashCode.Combine(RuntimeHelpers.GetHashCode(key.Query), key.Table, key.Boost);
    }
}
