using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Merges the dictionaries and lists of some tables into one.</summary>
internal sealed class TermMerge(IReadOnlyList<MergeSource> sources)
{
    private readonly PostingListWriter groupList = new(withCodes: true);
    private readonly PlaceListWriter placeList = new();

    public IEnumerable<FileEntry> Write(string folder, long segment, int table)
    {
        using var terms = new TermWriter(folder, segment, table);
        foreach (var (normal, holders) in SortedUnion.Of(sources.Select(source => source.Table.Terms.Normals)))
        {
            var entries = holders.Select(holder => (Source: sources[holder.Source], Entry: sources[holder.Source].Table.Terms.Entry(holder.Number))).ToList();
            MergeGroups(terms, entries);
            MergeForms(terms, entries);
            terms.End(normal);
        }

        return terms.Finish();
    }

    private void MergeGroups(TermWriter terms, List<(MergeSource Source, TermEntry Entry)> entries)
    {
        foreach (var group in entries.SelectMany(each => each.Entry.Groups).Select(list => list.Group).Distinct().Order())
        {
            foreach (var (source, entry) in entries)
            {
                if (entry.Group(group) is { } list)
                    AppendGroup(source, group, source.Table.Terms.Open(list));
            }

            if (groupList.Count > 0)
                terms.AddGroup(group, groupList);
        }
    }

    private unsafe void AppendGroup(MergeSource source, int group, PostingCursor cursor)
    {
        var lengths = source.Table.Lengths(group);
        for (var block = 0; block < cursor.Blocks; block++)
        {
            var documents = cursor.Documents(block);
            var codes = cursor.Codes(block);
            for (var number = 0; number < documents.Length; number++)
            {
                var place = source.Places[documents[number]];
                if (place >= 0)
                    groupList.Add(place, codes[number], lengths[documents[number]]);
            }
        }
    }

    private void MergeForms(TermWriter terms, List<(MergeSource Source, TermEntry Entry)> entries)
    {
        foreach (var written in entries.SelectMany(each => each.Entry.Forms).Select(form => form.Written).DistinctBy(Encoding.UTF8.GetString, StringComparer.Ordinal).Order(ByBytes))
        {
            foreach (var (source, entry) in entries)
            {
                foreach (var form in entry.Forms)
                {
                    if (form.Written.AsSpan().SequenceEqual(written))
                        AppendForm(source, source.Table.Terms.Open(form));
                }
            }

            if (placeList.Count > 0)
                terms.AddForm(written, placeList);
        }
    }

    private void AppendForm(MergeSource source, PlaceCursor cursor)
    {
        for (var block = 0; block < cursor.Blocks; block++)
        {
            var documents = cursor.Documents(block);
            for (var number = 0; number < documents.Length; number++)
            {
                var place = source.Places[documents[number]];
                if (place >= 0)
                    placeList.Add(place, cursor.Occurrences(block, number), cursor.Encoded(block, number));
            }
        }
    }

    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));
}
