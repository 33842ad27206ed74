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

    /// <summary>How many documents a table has.</summary>
    public int Documents(int table) => state.Views.Sum(view => view.Segment.Tables[table].DocumentCount);

    /// <summary>The average length of the documents that have a group or field; of several fields, of as many documents as have the most
    /// frequent of them.</summary>
    public double AverageLength(int table, int group, int[] fields)
    {
        var key = (table, group, string.Join(' ', fields));
        if (averages.TryGetValue(key, out var average))
            return average;
        var (documents, length) = (0L, 0.0);
        foreach (var reader in state.Views.Select(view => view.Segment.Tables[table]))
        {
            (long Documents, double Words)[] parts = group >= 0 ? [reader.GroupStatistics[group]] : [.. fields.Select(field => reader.TextStatistics[field])];
            documents += parts.Max(part => part.Documents);
            length += parts.Sum(part => part.Words);
        }

        return averages[key] = documents == 0 ? 1 : length / documents;
    }

    /// <summary>The rarity of a word. In a group it is counted there; in single fields (<paramref name="group"/> -1), or as a form as
    /// written, it is counted by the lists of positions, which cover all fields.</summary>
    public double Rarity(int table, int group, WordForms word, bool exact)
    {
        var key = (table, group, exact ? word.Written : "", word.Normal, exact);
        if (rarities.TryGetValue(key, out var rarity))
            return rarity;
        var documents = Documents(table);
        var count = 0L;
        foreach (var view in state.Views)
        {
            if (view.Segment.Tables[table].Terms.Find(word.Normal) is not { } entry)
                continue;
            if (group >= 0 && !exact)
                count += entry.Group(group)?.Count ?? 0;
            else
                count += exact ? FormNumber(entry, word) is >= 0 and var form ? entry.Forms[form].Documents : 0 : entry.Forms.Sum(each => (long)each.Documents);
        }

        return rarities[key] = Bm25.RarityOf(documents, (int)Math.Min(documents, count));
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
