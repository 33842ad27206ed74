using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>Writes a table's dictionary and lists, word by word in the order of their bytes. Entries stand in blocks of as many as
/// normal forms do: <code>where their lists begin in the file of groups · the same in the file of places · entries</code>
/// An entry is its length · 2, + 1 for a rare word; else the length of its lists in both files; then what <see cref="TermEntry"/> reads.</summary>
internal sealed class TermWriter : IDisposable
{
    private readonly FileSink words;
    private readonly FileSink groups;
    private readonly FileSink places;
    private readonly SortedStringsWriter normals = new();
    private readonly GroupCodes codes = new();
    private readonly List<long> blockStarts = [];
    private readonly GroupListWriter groupWriter = new();
    private readonly PostingListWriter ownDocuments = new(withCodes: false);
    private readonly List<(int Group, byte Code)> set = [];
    private readonly List<(int Form, int Documents)> forms = [];
    private readonly ByteBuffer entry = new();
    private readonly ByteBuffer head = new();

    public TermWriter(string folder, long segment, int table)
    {
        words = new FileSink(Path.Combine(folder, TableFiles.Name(segment, table, TableFiles.Words)));
        groups = new FileSink(Path.Combine(folder, TableFiles.Name(segment, table, TableFiles.Groups)));
        places = new FileSink(Path.Combine(folder, TableFiles.Name(segment, table, TableFiles.Places)));
    }

    /// <summary>Writes a word and empties its lists for the next; without documents it is left out.</summary>
    /// <param name="normal">Its normal form.</param>
    /// <param name="written">Its forms in the order of their bytes.</param>
    /// <param name="list">Its places, with the numbers of those forms.</param>
    /// <param name="groupLists">For each group the documents that have the word there.</param>
    /// <param name="used">The groups that have any, ascending.</param>
    public void Add(ReadOnlySpan<byte> normal, FormList written, PlaceListWriter list, GroupPostings[] groupLists, ReadOnlySpan<int> used)
    {
        if (list.Documents.IsEmpty)
            return;
        if (normals.Count % SortedStringsWriter.PerBlock == 0)
            BeginBlock();
        normals.Add(normal);
        list.NumberForms(written.Count, forms);
        TermEntry.WriteForms(entry, normal, list.Documents.Length, written, forms);
        if (list.Documents.Length <= RareWord.MostDocuments && list.PositionCount <= RareWord.MostPositions)
            AddRare(list, forms.Count, groupLists, used);
        else
            AddLists(list, forms.Count, groupLists, used);
        words.Write(head.Span);
        words.Write(entry.Span);
        head.Clear();
        entry.Clear();
        list.Clear();
    }

    public IEnumerable<FileEntry> Finish()
    {
        var directory = new ByteBuffer();
        blockStarts.Add(words.Position);
        var startsOffset = words.Align();
        words.WriteAll<long>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(blockStarts));
        normals.Finish(words, directory);
        directory.AddVarint((ulong)startsOffset);
        codes.Write(directory);
        Span<byte> margin = stackalloc byte[PackedNumbers.Margin];
        margin.Clear();
        groups.Write(margin);
        places.Write(margin);
        return [words.Finish(directory), groups.Finish(), places.Finish()];
    }

    public void Dispose()
    {
        words.Dispose();
        groups.Dispose();
        places.Dispose();
    }

    private void BeginBlock()
    {
        blockStarts.Add(words.Position);
        head.AddVarint((ulong)groups.Position);
        head.AddVarint((ulong)places.Position);
    }

    private void AddRare(PlaceListWriter list, int formCount, GroupPostings[] groupLists, ReadOnlySpan<int> used)
    {
        Span<int> numbers = stackalloc int[list.Documents.Length];
        for (var place = 0; place < numbers.Length; place++)
        {
            set.Clear();
            foreach (var group in used)
            {
                if (groupLists[group].Documents.BinarySearch(list.Documents[place]) is >= 0 and var at)
                    set.Add((group, groupLists[group].Codes[at]));
            }

            numbers[place] = codes.Number(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(set));
        }

        RareWord.Write(entry, list, formCount, numbers);
        foreach (var group in used)
            groupLists[group].Clear();
        head.AddVarint(((ulong)entry.Length << 1) | 1);
    }

    private void AddLists(PlaceListWriter list, int formCount, GroupPostings[] groupLists, ReadOnlySpan<int> used)
    {
        var (groupsStart, placesStart) = (groups.Position, places.Position);
        var documents = list.Documents.Length;
        entry.AddVarint((ulong)used.Length);
        var (count, longest) = (0, -1);
        foreach (var group in used)
        {
            count++;
            if (longest < 0 || groupLists[group].Count > groupLists[used[longest]].Count)
                longest = count - 1;
        }

        foreach (var group in used)
        {
            var (basis, length) = groupWriter.Write(groups, groupLists[group], list.Documents, groupLists[used[longest]]);
            entry.AddVarint((ulong)(group * TermEntry.Bases + (int)basis));
            entry.AddVarint((ulong)(documents - groupLists[group].Count));
            entry.AddVarint((ulong)length);
        }

        entry.AddVarint((ulong)(longest + 1));
        if (longest < 0 || groupLists[used[longest]].Count < documents)
            entry.AddVarint((ulong)WriteDocuments(list.Documents));
        foreach (var group in used)
            groupLists[group].Clear();
        list.Write(places, formCount > 1);
        head.AddVarint((ulong)entry.Length << 1);
        head.AddVarint((ulong)(groups.Position - groupsStart));
        head.AddVarint((ulong)(places.Position - placesStart));
    }

    private int WriteDocuments(ReadOnlySpan<int> documents)
    {
        for (; documents.Length > BlockPacking.BlockSize; documents = documents[BlockPacking.BlockSize..])
            ownDocuments.AddBlock(documents[..BlockPacking.BlockSize], [], leastLength: 0);
        ownDocuments.AddBlock(documents, [], leastLength: 0);
        return ownDocuments.Finish(places);
    }
}
