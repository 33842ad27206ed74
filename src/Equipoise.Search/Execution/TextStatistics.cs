using System.Text;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;
using Equipoise.Search.Text;

namespace Equipoise.Search.Execution;

/// <summary>How frequent words are and how long texts, over all segments, so that a document's score does not depend on which it is in.</summary>
internal sealed class TextStatistics(IndexState state)
{
    private readonly Dictionary<(int Table, int Group, string Written, string Normal, bool Exact), double> rarities = [];
    private readonly Dictionary<(int Table, int Group, string Fields), double> averages = [];
    private readonly Dictionary<(int Table, string Normal), TermEntry?[]> entries = [];
    private readonly Dictionary<int, int> documents = [];

    /// <summary>Takes over what another of the same index has found, so that both can go on at the same time.</summary>
    public TextStatistics(IndexState state, TextStatistics other)
        : this(state)
    {
        rarities = new(other.rarities);
        averages = new(other.averages);
        entries = new(other.entries);
        documents = new(other.documents);
    }

    /// <summary>What the dictionary of each segment says of a normal form, looked up once; null where it does not have it.</summary>
    public TermEntry?[] Entries(int table, string normal)
    {
        if (entries.TryGetValue((table, normal), out var known))
            return known;
        var bytes = Encoding.UTF8.GetBytes(normal);
        var found = new TermEntry?[state.Views.Count];
        for (var segment = 0; segment < found.Length; segment++)
            found[segment] = state.Views[segment].Segment.Tables[table].Terms.Find(bytes);
        return entries[(table, normal)] = found;
    }

    /// <summary>How many documents a table has.</summary>
    public int Documents(int table)
    {
        if (!documents.TryGetValue(table, out var count))
            documents[table] = count = state.Views.Sum(view => view.Segment.Tables[table].DocumentCount);
        return count;
    }

    /// <summary>The average length of the documents that have a group or field; of several fields, of as many documents as have the most
    /// frequent of them.</summary>
    public double AverageLength(int table, int group, int[] fields)
    {
        var key = (table, group, string.Join(' ', fields));
        if (averages.TryGetValue(key, out var average))
            return average;
        var (having, length) = (0L, 0.0);
        foreach (var reader in state.Views.Select(view => view.Segment.Tables[table]))
        {
            (long Documents, double Words)[] parts = group >= 0 ? [reader.GroupStatistics[group]] : [.. fields.Select(field => reader.TextStatistics[field])];
            having += parts.Max(part => part.Documents);
            length += parts.Sum(part => part.Words);
        }

        return averages[key] = having == 0 ? 1 : length / having;
    }

    /// <summary>The rarity of a word. In a group it is counted there; in single fields (<paramref name="group"/> -1), or as a form as
    /// written, it is counted by the lists of positions, which cover all fields.</summary>
    public double Rarity(int table, int group, WordForms word, bool exact)
    {
        var key = (table, group, exact ? word.Written : "", word.Normal, exact);
        if (rarities.TryGetValue(key, out var rarity))
            return rarity;
        var count = 0L;
        foreach (var entry in Entries(table, word.Normal))
        {
            if (entry is null)
                continue;
            if (group >= 0 && !exact)
                count += entry.Group(group)?.Count ?? 0;
            else
                count += exact ? FormNumber(entry, word) is >= 0 and var form ? entry.Forms[form].Documents : 0 : entry.Forms.Sum(each => (long)each.Documents);
        }

        return rarities[key] = Bm25.RarityOf(Documents(table), (int)Math.Min(Documents(table), count));
    }

    /// <summary>The number of the form that a word is written in, or -1.</summary>
    public static int FormNumber(TermEntry entry, WordForms word)
    {
        var written = Encoding.UTF8.GetBytes(word.Written);
        for (var number = 0; number < entry.Forms.Count; number++)
        {
            if (entry.Forms[number].Written.AsSpan().SequenceEqual(written))
                return number;
        }

        return -1;
    }
}
