using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Execution;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Snapshots;

/// <summary>Walks the dictionaries of all segments as one.</summary>
internal static class TermList
{
    public static IReadOnlyList<TermInfo> Of(IndexState state, int table, string? group, string prefix, int limit)
    {
        var schema = table == 0 ? state.Schema.Documents : state.Schema.Nested[state.Schema.Paths[table - 1]];
        var number = group is null ? -1 : schema.GroupNumber(group);
        if (group is not null && number < 0)
            throw new SearchException($"There is no group '{group}' in this index.");
        var readers = state.Views.Select(view => view.Segment.Tables[table].Terms).ToList();
        var bytes = Encoding.UTF8.GetBytes(PrefixTerms.Fold(prefix));
        return [.. SortedUnion.Of(readers.Select(reader => reader.Normals), bytes)
            .TakeWhile(term => term.Text.AsSpan().StartsWith(bytes))
            .Select(term => Describe(term.Text, [.. term.Holders.Select(holder => readers[holder.Source].Entry(holder.Number, term.Text))], number))
            .Where(term => term.Documents > 0)
            .Take(limit)];
    }

    private static TermInfo Describe(byte[] normal, List<TermEntry> entries, int group)
    {
        var forms = entries.SelectMany(entry => entry.Forms).ToList();
        var documents = group < 0 ? entries.Sum(entry => entry.Documents) : entries.Sum(entry => entry.Group(group)?.Count ?? 0);
        var written = forms.GroupBy(form => Encoding.UTF8.GetString(form.Written), StringComparer.Ordinal)
            .OrderByDescending(form => form.Sum(each => each.Documents))
            .ThenBy(form => form.Key, StringComparer.Ordinal)
            .First().Key;
        return new TermInfo(Encoding.UTF8.GetString(normal), documents, written);
    }
}
