using System.Runtime.InteropServices;
using System.Text;
using Equipoise.Search.Files;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Collects the documents of a table that have its frequent phrases: two or three neighboring words, each of which many documents have, and which many have next to each other.</summary>
internal sealed class PhraseCollection
{
    // A word is frequent that so many of the documents have.
    private const double LeastOfWord = 1.0 / 6;

    // So is a phrase: of two words, and of three.
    private const double LeastOfPair = 1.0 / 16;
    private const double LeastOfThree = 1.0 / 8;

    // Where two words would be met in so many documents by chance, to look for their pair by positions costs most: it is kept where so many have it.
    private const double MuchByChance = 1.0 / 4;
    private const double LeastOfMuch = 1.0 / 200;

    // So that tables of pairs stay small whatever the texts are.
    private const int MostWords = 1024;
    private const int MostPhrases = 8192;

    // Which phrases are frequent is told by about so many of the documents.
    private const int Sample = 4096;
    private readonly TableReader table;
    private readonly List<(byte[] Normal, TermEntry Entry)> words;
    private readonly FrequentPlaces places;
    private readonly ulong[] groupsOf;
    private readonly PhraseWriter writer = new();

    // For each two words the number of their pair counted from 1, or 0; and for such a number · words + a third one that of all three.
    private readonly ushort[] pairs;
    private readonly Dictionary<int, int> threes = [];
    private bool[] begins = [];

    // The phrases that a document has, each with a bit for each group that has it there.
    private readonly List<int> had = [];
    private ulong[] groups = [];

    // How many documents a visit has come to.
    private int visited;

    private PhraseCollection(TableReader table, IEnumerable<byte[]> candidates)
    {
        this.table = table;
        var least = LeastOfWord * table.DocumentCount;
        words = [.. candidates.Select(normal => (normal, table.Terms.Find(Encoding.UTF8.GetString(normal))!)).Where(word => word.Item2.Documents >= least)
            .OrderByDescending(word => word.Item2.Documents).Take(MostWords)];
        places = new FrequentPlaces(table, [.. words.Select(word => word.Entry)]);
        pairs = new ushort[words.Count * words.Count];
        groupsOf = new ulong[table.Schema.Fields.Count];
        foreach (var (number, group) in table.Schema.Groups.Index())
        {
            foreach (var field in group.Weights.Keys)
                groupsOf[table.Schema.FieldNumber(field)] |= 1UL << number;
        }
    }

    /// <summary>Whether a word may be part of a frequent phrase.</summary>
    /// <param name="documents">How many documents have it.</param>
    /// <param name="all">How many documents there are.</param>
    public static bool IsFrequent(int documents, int all) => documents >= LeastOfWord * all;

    /// <summary>Writes the lists of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="candidates">The normal forms of its frequent words, perhaps of some more.</param>
    /// <param name="path">Where to.</param>
    public static FileEntry Write(TableReader table, IEnumerable<byte[]> candidates, string path)
    {
        var collection = new PhraseCollection(table, candidates);
        if (table.Schema.Groups.Count <= PhraseLists.MostGroups)
        {
            collection.ChoosePairs();
            collection.ChooseThrees();
            collection.Collect();
        }

        return collection.writer.Write(path);
    }

    private void ChoosePairs()
    {
        var (counts, last) = (new int[pairs.Length], new int[pairs.Length]);
        var sampled = (double)Visit(Math.Max(1, table.DocumentCount / Sample), (one, other, _, _) => CountOnce(ref counts[Cell(one, other)], ref last[Cell(one, other)]));
        var chosen = Enumerable.Range(0, counts.Length).Where(cell => IsKept(cell, counts[cell] / sampled)).OrderByDescending(cell => counts[cell]).Take(MostPhrases).ToList();
        begins = new bool[chosen.Count + 1];
        foreach (var cell in chosen)
        {
            var (one, other) = Math.DivRem(cell, words.Count);
            pairs[cell] = (ushort)(writer.Add([.. words[one].Normal, (byte)' ', .. words[other].Normal]) + 1);
            begins[pairs[cell]] = counts[cell] >= LeastOfThree * sampled;
        }
    }

    // Also numbers the sets of groups that phrases are in, the most frequent first: small numbers take less room.
    private void ChooseThrees()
    {
        var found = new Dictionary<int, (int Count, int Last)>();
        var sets = new Dictionary<ulong, int>();
        groups = new ulong[writer.Count + 1];
        var least = LeastOfThree * Visit(Math.Max(1, table.DocumentCount / Sample), (one, other, third, those) =>
        {
            if (pairs[Cell(one, other)] is not (> 0 and var pair))
                return;
            Note(pair, those);
            if (third > 0 && begins[pair])
            {
                ref var three = ref CollectionsMarshal.GetValueRefOrAddDefault(found, Cell(pair + 1, third), out var _);
                CountOnce(ref three.Count, ref three.Last);
            }
        }, _ => TakeNoted((_, set) => CollectionsMarshal.GetValueRefOrAddDefault(sets, set, out var _)++));
        foreach (var (cell, _) in found.Where(three => three.Value.Count >= least).OrderByDescending(three => three.Value.Count).Take(MostPhrases))
        {
            var (pair, third) = Math.DivRem(cell, words.Count);
            threes[cell] = writer.Add([.. writer.Text(pair - 1), (byte)' ', .. words[third].Normal]) + 1;
        }

        foreach (var (set, _) in sets.OrderByDescending(set => set.Value))
            writer.CodeOf(set);
    }

    private void Collect()
    {
        groups = new ulong[writer.Count + 1];
        Visit(every: 1, new Collecting(this));
    }

    private void Note(int phrase, ulong those)
    {
        if (groups[phrase] == 0)
            had.Add(phrase);
        groups[phrase] |= those;
    }

    private void TakeNoted(Action<int, ulong> take)
    {
        foreach (var phrase in had)
        {
            take(phrase, groups[phrase]);
            groups[phrase] = 0;
        }

        had.Clear();
    }

    private bool IsKept(int cell, double share) => share >= LeastOfPair || (share >= LeastOfMuch && Share(cell / words.Count) * Share(cell % words.Count) >= MuchByChance);

    private double Share(int word) => words[word].Entry.Documents / (double)table.DocumentCount;

    private int Cell(int one, int other) => (one - 1) * words.Count + other - 1;

    // How many documents have something is counted: each once.
    private void CountOnce(ref int count, ref int last)
    {
        if (last == visited)
            return;
        last = visited;
        count++;
    }

    // Goes through the texts that are in a group, and gives each frequent word, the one behind it and the one behind that, or 0, with the text's groups.
    private int Visit(int every, Action<int, int, int, ulong> meet, Action<int>? end = null) => Visit(every, new Counting(meet, end));

    // The same, compiled for what it is given: a whole table has some hundred meetings in each document.
    private int Visit<T>(int every, T visitor)
        where T : struct, IVisitor
    {
        visited = 0;
        for (int first = 0, filled; first < table.DocumentCount; first += filled * every)
        {
            filled = places.Fill(first);
            for (var number = 0; number < filled; number++)
            {
                visited++;
                foreach (var (start, length, field) in places.Texts(number))
                {
                    if (groupsOf[field] == 0)
                        continue;
                    foreach (var place in places.Meetings(start, length))
                    {
                        if (places.AreSingle(place))
                            visitor.Meet(places.Word(place), places.Word(place + 1), places.Word(place + 2), groupsOf[field]);
                        else
                            Meet(place, groupsOf[field], visitor);
                    }
                }

                visitor.End(first + number);
            }
        }

        return visited;
    }

    private void Meet<T>(int place, ulong groups, T visitor)
        where T : struct, IVisitor
    {
        foreach (var one in places.Words(place))
        {
            foreach (var other in places.Words(place + 1))
            {
                foreach (var third in places.Words(place + 2))
                    visitor.Meet(one, other, third, groups);
            }
        }
    }

    // What is done where frequent words meet, and at the end of each document.
    private interface IVisitor
    {
        void Meet(int one, int other, int third, ulong those);

        void End(int document);
    }

    private readonly struct Counting(Action<int, int, int, ulong> meet, Action<int>? end) : IVisitor
    {
        public void Meet(int one, int other, int third, ulong those) => meet(one, other, third, those);

        public void End(int document) => end?.Invoke(document);
    }

    private readonly struct Collecting(PhraseCollection phrases) : IVisitor
    {
        public void Meet(int one, int other, int third, ulong those)
        {
            if (phrases.pairs[phrases.Cell(one, other)] is not (> 0 and var pair))
                return;
            phrases.Note(pair, those);
            if (third > 0 && phrases.begins[pair] && phrases.threes.TryGetValue(phrases.Cell(pair + 1, third), out var three))
                phrases.Note(three, those);
        }

        public void End(int document)
        {
            foreach (var phrase in phrases.had)
            {
                phrases.writer.Add(phrase - 1, document, phrases.groups[phrase]);
                phrases.groups[phrase] = 0;
            }

            phrases.had.Clear();
        }
    }
}
