using System.Runtime.InteropServices;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Merges the dictionaries and lists of some tables into one.</summary>
/// <param name="sources">The tables.</param>
/// <param name="documentCount">How many documents the merged table has.</param>
/// <param name="lengths">For each group the length of each document of the merged table.</param>
internal sealed class TermMerge(IReadOnlyList<MergeSource> sources, int documentCount, byte[][] lengths)
{
    private readonly GroupPostings[] groupLists = [.. lengths.Select(group => new GroupPostings(group))];
    private readonly List<int> used = [];
    private readonly FormList written = new();
    private readonly TermWalk[] walks = [.. sources.Select(source => new TermWalk(source.Table.Terms))];
    private readonly PlaceListWriter placeList = new();
    private readonly PositionList positions = new();
    private readonly PositionList forms = new();
    private readonly SearchRoom room = new();
    private int[] formNumbers = new int[16];
    private PlaceCursor? spent;

    /// <summary>The normal forms of the frequent words, in the order of their bytes.</summary>
    public List<byte[]> Frequent { get; } = [];

    public IEnumerable<FileEntry> Write(string folder, long segment, int table)
    {
        using var terms = new TermWriter(folder, segment, table);
        foreach (var (normal, holders) in SortedUnion.Of(sources.Select(source => source.Table.Terms.Normals)))
        {
            written.Clear();
            foreach (var (source, number) in holders)
            {
                walks[source].MoveTo(number, normal);
                UniteForms(walks[source].Forms);
            }

            foreach (var (source, _) in holders)
                Append(sources[source], walks[source]);
            GroupPostings.Order(used);
            if (PhraseCollection.IsFrequent(placeList.Documents.Length, documentCount))
                Frequent.Add(normal);
            terms.Add(normal, written, placeList, groupLists, CollectionsMarshal.AsSpan(used));
            used.Clear();
        }

        return terms.Finish();
    }

    // The forms of all entries in the order of their bytes; those of an entry are in order.
    private void UniteForms(FormList others)
    {
        for (var form = 0; form < others.Count; form++)
            written.Unite(others[form]);
    }

    private void Append(MergeSource source, TermWalk walk)
    {
        if (formNumbers.Length < walk.Forms.Count)
            formNumbers = new int[walk.Forms.Count * 2];
        if (written.Count > 1)
        {
            for (var form = 0; form < walk.Forms.Count; form++)
                formNumbers[form] = written.Find(walk.Forms[form]);
        }

        if (walk.IsRare)
        {
            AppendRare(source, walk);
            return;
        }

        // What other lists are parts of is opened once.
        var entry = walk.Entry();
        var terms = source.Table.Terms;
        var whole = entry.Whole is null ? terms.OpenDocuments(entry, room) : null;
        var longest = entry.Longest is { } list ? terms.OpenInOrder(entry, list, longest: null, whole, room) : null;
        foreach (var group in entry.Groups)
            AppendGroup(source, group.Group, group == entry.Longest ? longest! : terms.OpenInOrder(entry, group, longest, whole ?? longest, room));
        spent = terms.OpenInOrder(entry, (whole ?? longest)!, spent);
        AppendPlaces(source, spent, walk.Forms.Count);
        room.TakeBack();
    }

    // Most words are rare: what is known of them goes from one dictionary to the other without lists between.
    private void AppendRare(MergeSource source, TermWalk walk)
    {
        var reader = walk.Rare();
        var formCount = (ulong)walk.Forms.Count;
        for (int number = 0, document = -1; number < walk.Documents; number++)
        {
            var gap = reader.Int();
            document += (gap >> 1) + 1;
            var count = (gap & 1) == 0 ? 1 : reader.Int();
            var codes = source.Table.Terms.Codes(reader.Int());
            var place = source.Places[document];
            if (place >= 0)
            {
                foreach (var (group, code) in codes)
                {
                    BeginGroup(group);
                    groupLists[group].Add(place, code);
                }
            }

            var isFirst = true;
            for (var position = 0; count > 0; count--)
            {
                var (more, form) = formCount == 1 ? (reader.Varint(), 0) : Math.DivRem(reader.Varint(), formCount);
                position += (int)more;
                if (place >= 0)
                    AddPlace(isFirst ? place : null, position, (int)form);
                isFirst = false;
            }
        }
    }

    // The document is named with its first place.
    private void AddPlace(int? document, int position, int form)
    {
        if (written.Count == 1)
        {
            if (document is { } first)
                placeList.AddDocument(first, position);
            else
                placeList.AddPlace(position);
        }
        else if (document is { } first)
        {
            placeList.AddDocument(first, position, formNumbers[form]);
        }
        else
        {
            placeList.AddPlace(position, formNumbers[form]);
        }
    }

    private void BeginGroup(int group)
    {
        if (groupLists[group].Count == 0)
            used.Add(group);
    }

    private void AppendGroup(MergeSource source, int group, PostingCursor cursor)
    {
        for (var block = 0; block < cursor.Blocks; block++)
        {
            var documents = cursor.Documents(block);
            if (documents.IsEmpty)
                continue;
            var codes = cursor.Codes(block);
            if (source.Shift is { } shift)
            {
                BeginGroup(group);
                groupLists[group].Add(documents, shift, codes);
                continue;
            }

            for (var number = 0; number < documents.Length; number++)
            {
                if (source.Places[documents[number]] is not (>= 0 and var place))
                    continue;
                BeginGroup(group);
                groupLists[group].Add(place, codes[number]);
            }
        }
    }

    private void AppendPlaces(MergeSource source, PlaceCursor cursor, int formCount)
    {
        for (var block = 0; block < cursor.Documents.Blocks; block++)
        {
            var documents = cursor.Documents.Documents(block);
            if (source.Shift is { } shift)
            {
                AppendBlock(cursor, block, documents, shift, formCount);
                continue;
            }

            for (var number = 0; number < documents.Length; number++)
            {
                if (source.Places[documents[number]] is not (>= 0 and var place))
                    continue;
                cursor.Positions(block, number, positions);
                if (written.Count > 1)
                    cursor.Forms(block, number, forms);
                for (var at = 0; at < positions.Count; at++)
                    AddPlace(at == 0 ? place : null, positions.Span[at], written.Count > 1 ? forms.Span[at] : 0);
            }
        }
    }

    // Where no document is left out, places go from one list to the other as they were written.
    private void AppendBlock(PlaceCursor cursor, int block, ReadOnlySpan<int> documents, int shift, int formCount)
    {
        var starts = cursor.Starts(block);
        placeList.AddDocuments(documents, shift, starts, out var firsts, out var gaps);
        cursor.Read(block, firsts, gaps);
        if (written.Count == 1)
            return;
        var target = placeList.AddForms(starts[documents.Length]);
        if (formCount == 1)
        {
            target.Fill((uint)formNumbers[0]);
            return;
        }

        cursor.ReadForms(block, target);
        foreach (ref var form in target)
            form = (uint)formNumbers[form];
    }
}
