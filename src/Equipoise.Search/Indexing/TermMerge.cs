using System.Runtime.InteropServices;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Merges the dictionaries and lists of some tables into one.</summary>
internal sealed class TermMerge(IReadOnlyList<MergeSource> sources)
{
    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));
    private static readonly int[] OneForm = [0];
    private readonly GroupPostings[] groupLists = [.. sources[0].Table.Schema.Groups.Select(_ => new GroupPostings())];
    private readonly List<int> used = [];
    private readonly List<byte[]> written = [];
    private readonly List<(MergeSource Source, TermEntry Entry)> entries = [];
    private readonly PlaceListWriter placeList = new();
    private readonly PositionList positions = new();
    private readonly PositionList forms = new();

    public IEnumerable<FileEntry> Write(string folder, long segment, int table)
    {
        using var terms = new TermWriter(folder, segment, table);
        foreach (var (normal, holders) in SortedUnion.Of(sources.Select(source => source.Table.Terms.Normals)))
        {
            entries.Clear();
            foreach (var (source, number) in holders)
                entries.Add((sources[source], sources[source].Table.Terms.Entry(number, normal)));
            UniteForms();
            foreach (var (source, entry) in entries)
                Append(source, entry, FormNumbers(entry));
            used.Sort();
            terms.Add(normal, written, placeList, groupLists, CollectionsMarshal.AsSpan(used));
            used.Clear();
        }

        return terms.Finish();
    }

    // The forms of all entries in the order of their bytes; those of an entry are in order.
    private void UniteForms()
    {
        written.Clear();
        foreach (var form in entries[0].Entry.Forms)
            written.Add(form.Written);
        foreach (var (_, entry) in entries.Skip(1))
        {
            foreach (var form in entry.Forms)
            {
                if (written.BinarySearch(form.Written, ByBytes) is < 0 and var place)
                    written.Insert(~place, form.Written);
            }
        }
    }

    private int[] FormNumbers(TermEntry entry)
    {
        if (written.Count == 1)
            return OneForm;
        var numbers = new int[entry.Forms.Count];
        for (var form = 0; form < numbers.Length; form++)
            numbers[form] = written.BinarySearch(entry.Forms[form].Written, ByBytes);
        return numbers;
    }

    private void Append(MergeSource source, TermEntry entry, int[] formNumbers)
    {
        if (entry.Rare is { } rare)
        {
            AppendRare(source, rare, formNumbers);
            return;
        }

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

    // Most words are rare: what is known of them goes from one dictionary to the other without lists between.
    private unsafe void AppendRare(MergeSource source, RareWord rare, int[] formNumbers)
    {
        for (var number = 0; number < rare.Documents.Length; number++)
        {
            var document = rare.Documents[number];
            if (source.Places[document] is not (>= 0 and var place))
                continue;
            foreach (var (group, code) in rare.CodesOf(number))
                Add(group, place, code, source.Table.Lengths(group)[document]);
            var stands = rare.Positions(number);
            var writtenAs = rare.Forms(number);
            for (var at = 0; at < stands.Length; at++)
                placeList.Add(place, stands[at], formNumbers[writtenAs[at]]);
        }
    }

    private void Add(int group, int document, byte code, byte length)
    {
        if (groupLists[group].Count == 0)
            used.Add(group);
        groupLists[group].Add(document, code, length);
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
                    Add(group, place, codes[number], lengths[documents[number]]);
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
