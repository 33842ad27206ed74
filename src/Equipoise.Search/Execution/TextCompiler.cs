using Equipoise.Search.Postings;
using Equipoise.Search.Queries;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;
using Equipoise.Search.Text;

namespace Equipoise.Search.Execution;

/// <summary>Makes the nodes that look for words.</summary>
/// <param name="statistics">How frequent words are.</param>
/// <param name="meter">Where work is counted.</param>
/// <param name="buffers">Where the nodes work.</param>
internal sealed class TextCompiler(TextStatistics statistics, SearchMeter meter, WindowBuffers buffers)
{
    private const int MaxPhraseWords = 100;

    public Node Compile(Query query, TableReader table, int number, float boost) => query switch
    {
        PrefixQuery prefix => Prefix(prefix, table, boost),
        SynonymQuery synonyms => Synonyms(synonyms, table, number, boost),
        _ => Readings(query, table, number, boost) switch
        {
            { Count: 0 } => NoneNode.Instance,
            { Count: 1 } one => one[0].Word.Node,
            var several => Alternatives(several).Node,
        },
    };

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

    private static FieldGroup? SettingsOf(TableSchema schema, int group) => group < 0 ? null : schema.Groups[group];

    private static string TargetOf(Query query) => query is TermQuery term ? term.Target : ((PhraseQuery)query).Target;

    private static TextTarget Target(TableReader table, int group, int[] fields)
    {
        var weights = new float[table.Schema.Fields.Count];
        foreach (var field in fields)
            weights[field] = 1;
        if (SettingsOf(table.Schema, group) is { } settings)
        {
            foreach (var (name, weight) in settings.Weights)
                weights[table.Schema.FieldNumber(name)] = (float)weight;
        }

        return new TextTarget(table, weights, group);
    }

    private List<(CountedWord Word, Bm25 Formula)> Readings(Query query, TableReader table, int number, float boost)
    {
        var (group, fields) = Resolve(table.Schema, TargetOf(query));
        var settings = SettingsOf(table.Schema, group);
        var exact = query is TermQuery { Exact: true } or PhraseQuery { Exact: true };
        var readings = new List<(CountedWord, Bm25)>();
        foreach (var words in WordsOf(query))
        {
            var rarity = words.Sum(word => statistics.Rarity(number, group, word, exact)) * boost;
            var formula = new Bm25((float)rarity, settings?.Saturation ?? 1.2, settings?.LengthPenalty ?? 0.75, statistics.AverageLength(number, group, fields));
            if (Read(words, table, group, fields, exact, query as PhraseQuery, formula) is { } word)
                readings.Add((word, formula));
        }

        return readings;
    }

    // Different ways to read the same words: the one that occurs most counts.
    private CountedWord Alternatives(List<(CountedWord Word, Bm25 Formula)> readings)
    {
        var formula = readings.MaxBy(reading => reading.Formula.Rarity).Formula;
        var words = readings.ConvertAll(reading => reading.Word);
        return new CountedWord(new SynonymNode([.. words.Select(word => (word, 1f))], formula, most: true, meter, buffers), words, buffers);
    }

    private unsafe CountedWord? Read(IReadOnlyList<WordForms> words, TableReader table, int group, int[] fields, bool exact, PhraseQuery? phrase, Bm25 formula)
    {
        var anchor = phrase?.Anchor ?? PhraseAnchor.None;
        if (words.Count == 1 && group >= 0 && !exact && anchor == PhraseAnchor.None)
        {
            if (statistics.Find(table, words[0].Normal) is not { } entry || table.Terms.Open(entry, group, meter) is not { } cursor)
                return null;
            var lengths = table.Lengths(group);
            return new CountedWord(new TermNode(cursor, lengths, formula, meter), cursor, lengths, formula);
        }

        var all = new PhraseWord[words.Count];
        for (var word = 0; word < all.Length; word++)
        {
            if (statistics.Find(table, words[word].Normal) is not { } entry)
                return null;
            var form = exact ? TextStatistics.FormNumber(entry, words[word]) : -1;
            if (exact && form < 0)
                return null;
            all[word] = OpenPlaces(table, entry, group, word, form);
        }

        var lists = table.Phrases is { } phrases && all.Length > 1 && phrase is { Slop: 0 } ? ListsOf(phrases, words, table.Schema, group, fields, isExact: exact || anchor != PhraseAnchor.None) : [];
        return new CountedWord(new PlaceNode(Target(table, group, fields), all, lists, phrase?.Slop ?? 0, anchor, formula, meter, buffers));
    }

    // Lists of three words in a row, and of two where those do not speak of both.
    private List<PhraseList> ListsOf(PhraseLists phrases, IReadOnlyList<WordForms> words, TableSchema schema, int group, int[] fields, bool isExact)
    {
        var found = new List<PhraseList>();
        if ((group < 0 ? GroupOf(schema, fields) : group) is not (>= 0 and var among))
            return found;
        for (var count = Math.Min(PhraseLists.MostWords, words.Count); count > 1; count--)
        {
            for (var first = 0; first + count <= words.Count; first++)
            {
                if (found.Exists(list => list.Covers(first) && list.Covers(first + count - 1)))
                    continue;
                var number = phrases.Find(string.Join(' ', words.Skip(first).Take(count).Select(word => word.Normal)));
                if (number >= 0)
                    found.Add(new PhraseList(phrases.Open(number, meter), phrases.InGroup(among), first, count, isWhole: count == words.Count && group >= 0 && !isExact));
            }
        }

        return found;
    }

    // A group that has some fields: what has a phrase in one of them has it in the group.
    private static int GroupOf(TableSchema schema, int[] fields) =>
        schema.Groups.Index().Where(group => fields.All(field => group.Item.Weights.GetValueOrDefault(schema.Fields[field].Name) > 0)).Select(group => group.Index).DefaultIfEmpty(-1).First();

    // In a group only the documents that have the word there are looked at.
    private PhraseWord OpenPlaces(TableReader table, TermEntry entry, int group, int offset, int form)
    {
        if (group < 0)
        {
            var places = table.Terms.Open(entry, documents: null, meter);
            return new PhraseWord(offset, places, places.Documents, form);
        }

        var documents = table.Terms.Open(entry, group, meter) ?? new PostingCursor([], []);
        return new PhraseWord(offset, table.Terms.Open(entry, entry.Whole?.Group == group ? documents : null, meter), documents, form);
    }

    private Node Synonyms(SynonymQuery query, TableReader table, int number, float boost)
    {
        if (query.Forms.Count > 0 && query.Forms.Any(form => !string.Equals(TargetOf(Demand(form.Form)), TargetOf(query.Forms[0].Form), StringComparison.Ordinal)))
            throw new SearchException("Synonyms are searched in one group or field: give all forms the same target.");
        if (query.Forms.Any(form => !(form.Boost is >= 0 and <= 1)))
            throw new SearchException("What an occurrence of a synonym counts lies from 0 to 1.");
        var readings = query.Forms.Select(form => (Ways: Readings(form.Form, table, number, boost), form.Boost))
            .Where(form => form.Ways.Count > 0)
            .Select(form => (form.Ways.Count == 1 ? form.Ways[0].Word : Alternatives(form.Ways), (float)form.Boost))
            .ToList();
        if (readings.Count == 0)
            return NoneNode.Instance;
        // As rare as the most frequent form over the whole index, whether or not this segment has it.
        var (group, fields) = Resolve(table.Schema, TargetOf(query.Forms[0].Form));
        var settings = SettingsOf(table.Schema, group);
        var rarity = query.Forms.SelectMany(form => WordsOf(form.Form).Select(words => words.Sum(word => statistics.Rarity(number, group, word, form.Form is TermQuery { Exact: true } or PhraseQuery { Exact: true })))).Min() * boost;
        var formula = new Bm25((float)rarity, settings?.Saturation ?? 1.2, settings?.LengthPenalty ?? 0.75, statistics.AverageLength(number, group, fields));
        return new SynonymNode(readings, formula, most: false, meter, buffers);
    }

    private static Query Demand(Query form) => form is TermQuery or PhraseQuery ? form : throw new SearchException($"A {form.GetType().Name} is no synonym: synonyms are words and phrases.");

    private Node Prefix(PrefixQuery query, TableReader table, float boost)
    {
        var (group, fields) = Resolve(table.Schema, query.Target);
        var entries = PrefixTerms.Of(table, query);
        if (entries.Count == 0)
            return NoneNode.Instance;
        if (group < 0)
        {
            var target = Target(table, group, fields);
            var formula = new Bm25(0, 1.2, 0.75, 1);
            return new ConstantNode(new BestNode([.. entries.Select(entry => new PlaceNode(target, [OpenPlaces(table, entry, -1, 0, -1)], [], 0, PhraseAnchor.None, formula, meter, buffers))], 0, buffers), boost);
        }

        var bitmap = BitmapNode.Empty(table.DocumentCount);
        foreach (var entry in entries)
        {
            if (table.Terms.Open(entry, group, meter) is not { } cursor)
                continue;
            for (var block = 0; block < cursor.Blocks; block++)
            {
                foreach (var document in cursor.Documents(block))
                    bitmap[document >> 6] |= 1UL << document;
            }
        }

        return new ConstantNode(new BitmapNode(bitmap), boost);
    }
}
