using Equipoise.Search.Postings;
using Equipoise.Search.Queries;
using Equipoise.Search.Segments;
using Equipoise.Search.Text;

namespace Equipoise.Search.Execution;

/// <summary>Makes the nodes that look for words.</summary>
/// <param name="plans">What the words are and how frequent.</param>
/// <param name="meter">Where work is counted.</param>
/// <param name="buffers">Where the nodes work.</param>
internal sealed class TextCompiler(TextPlans plans, SearchMeter meter, WindowBuffers buffers)
{
    public Node Compile(Query query, TableReader table, int number, float boost) => query switch
    {
        PrefixQuery prefix => Prefix(prefix, table, number, boost),
        SynonymQuery synonyms => Synonyms(plans.Of(synonyms, number, boost), table, plans.SegmentOf(table, number)),
        _ => Word(plans.Of(query, number, boost), table, plans.SegmentOf(table, number))?.Node ?? NoneNode.Instance,
    };

    // A word or phrase in a segment, or null where that does not have it.
    private CountedWord? Word(TextPlan plan, TableReader table, int segment)
    {
        CountedWord? first = null;
        List<(CountedWord Word, Bm25 Formula)>? several = null;
        for (var number = 0; number < plan.Readings.Count; number++)
        {
            if (Read(plan, plan.Readings[number], table, segment) is not { } word)
                continue;
            if (first is null)
            {
                first = word;
                several = number + 1 < plan.Readings.Count ? [(word, plan.Readings[number].Formula)] : null;
            }
            else
            {
                several!.Add((word, plan.Readings[number].Formula));
            }
        }

        return several is { Count: > 1 } ? Alternatives(several) : first;
    }

    // Different ways to read the same words: the one that occurs most counts.
    private CountedWord Alternatives(List<(CountedWord Word, Bm25 Formula)> readings)
    {
        var formula = readings.MaxBy(reading => reading.Formula.Rarity).Formula;
        var words = readings.ConvertAll(reading => reading.Word);
        return new CountedWord(new SynonymNode([.. words.Select(word => (word, 1f))], formula, most: true, meter, buffers), words, buffers);
    }

    private unsafe CountedWord? Read(TextPlan plan, TextReading reading, TableReader table, int segment)
    {
        var anchor = plan.Phrase?.Anchor ?? PhraseAnchor.None;
        var (words, group) = (reading.Words, plan.Target.Group);
        if (words.Count == 1 && group >= 0 && !plan.Exact && anchor == PhraseAnchor.None)
        {
            if (reading.Entries[0][segment] is not { } entry || table.Terms.Open(entry, group, meter) is not { } cursor)
                return null;
            var lengths = table.Lengths(group);
            return new CountedWord(new TermNode(cursor, lengths, reading.Formula, meter), cursor, lengths, reading.Formula);
        }

        if (Array.Exists(reading.Entries, entries => entries[segment] is null))
            return null;
        var all = new PhraseWord[words.Count];
        for (var word = 0; word < all.Length; word++)
        {
            var entry = reading.Entries[word][segment]!;
            var form = plan.Exact ? TextStatistics.FormNumber(entry, words[word]) : -1;
            if (plan.Exact && form < 0)
                return null;
            all[word] = OpenPlaces(table, entry, group, word, form);
        }

        var lists = table.Phrases is { } phrases && all.Length > 1 && plan.Phrase is { Slop: 0 } && plan.Target.Among >= 0
            ? ListsOf(phrases, words, plan.Target, isExact: plan.Exact || anchor != PhraseAnchor.None)
            : [];
        return new CountedWord(new PlaceNode(table, plan.Target, all, lists, plan.Phrase?.Slop ?? 0, anchor, reading.Formula, meter, buffers));
    }

    // Lists of three words in a row, and of two where those do not speak of both.
    private List<PhraseList> ListsOf(PhraseLists phrases, IReadOnlyList<WordForms> words, TextTarget target, bool isExact)
    {
        var found = new List<PhraseList>();
        for (var count = Math.Min(PhraseLists.MostWords, words.Count); count > 1; count--)
        {
            for (var first = 0; first + count <= words.Count; first++)
            {
                if (found.Exists(list => list.Covers(first) && list.Covers(first + count - 1)))
                    continue;
                var number = phrases.Find(string.Join(' ', words.Skip(first).Take(count).Select(word => word.Normal)));
                if (number >= 0)
                    found.Add(new PhraseList(phrases.Open(number, meter), phrases.InGroup(target.Among), first, count, isWhole: count == words.Count && target.Group >= 0 && !isExact));
            }
        }

        return found;
    }

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

    private Node Synonyms(SynonymPlan plan, TableReader table, int segment)
    {
        var forms = new List<(CountedWord Word, float Boost)>();
        foreach (var (form, boost) in plan.Forms)
        {
            if (Word(form, table, segment) is { } word)
                forms.Add((word, boost));
        }

        return forms.Count == 0 ? NoneNode.Instance : new SynonymNode(forms, plan.Formula!, most: false, meter, buffers);
    }

    private Node Prefix(PrefixQuery query, TableReader table, int number, float boost)
    {
        var target = plans.Target(number, query.Target);
        var group = target.Group;
        var entries = PrefixTerms.Of(table, query);
        if (entries.Count == 0)
            return NoneNode.Instance;
        if (group < 0)
        {
            var formula = new Bm25(0, 1.2, 0.75, 1);
            return new ConstantNode(new BestNode([.. entries.Select(entry => new PlaceNode(table, target, [OpenPlaces(table, entry, -1, 0, -1)], [], 0, PhraseAnchor.None, formula, meter, buffers))], 0, buffers), boost);
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
