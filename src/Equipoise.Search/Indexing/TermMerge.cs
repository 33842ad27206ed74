using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Merges the dictionaries and lists of some tables into one.</summary>
internal sealed class TermMerge(IReadOnlyList<MergeSource> sources)
{
    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));
    private readonly PostingListWriter[] groupLists = [.. sources[0].Table.Schema.Groups.Select(_ => new PostingListWriter(withCodes: true))];
    private readonly PlaceListWriter placeList = new();
    private readonly PositionList positions = new();
    private readonly PositionList forms = new();

    public IEnumerable<FileEntry> Write(string folder, long segment, int table)
    {
        using var terms = new TermWriter(folder, segment, table);
        foreach (var (normal, holders) in SortedUnion.Of(sources.Select(source => source.Table.Terms.Normals)))
        {
            var written = new SortedSet<byte[]>(ByBytes);
            var entries = new (MergeSource Source, TermEntry Entry)[holders.Count];
            for (var number = 0; number < entries.Length; number++)
            {
                var source = sources[holders[number].Source];
                entries[number] = (source, source.Table.Terms.Entry(holders[number].Number, normal));
                written.UnionWith(entries[number].Entry.Forms.Select(form => form.Written));
            }

            var all = written.ToArray();
            foreach (var (source, entry) in entries)
                Append(source, entry, [.. entry.Forms.Select(form => Array.BinarySearch(all, form.Written, ByBytes))]);
            terms.Add(normal, all, placeList, groupLists);
        }

        return terms.Finish();
    }

    private void Append(MergeSource source, TermEntry entry, int[] formNumbers)
    {
        PostingCursor? whole = null;
        foreach (var list in entry.Groups)
        {
            var cursor = source.Table.Terms.Open(entry, list.Group)!;
            AppendGroup(source, list.Group, cursor);
            if (list == entry.Whole)
                whole = cursor;
        }

        AppendPlaces(source, source.Table.Terms.Open(entry, whole), formNumbers);
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
                    groupLists[group].Add(place, codes[number], lengths[documents[number]]);
            }
        }
    }

    private void AppendPlaces(MergeSource source, PlaceCursor cursor, int[] formNumbers)
    {
        for (var block = 0; block < cursor.Documents.Blocks; block++)
        {
            var documents = cursor.Documents.Documents(block);
            for (var number = 0; number < documents.Length; number++)
            {
                if (source.Places[documents[number]] is not (>= 0 and var place))
                    continue;
                cursor.Positions(block, number, positions);
                cursor.Forms(block, number, forms);
                for (var at = 0; at < positions.Count; at++)
                    placeList.Add(place, positions.Span[at], formNumbers[forms.Span[at]]);
            }
        }
    }
}
