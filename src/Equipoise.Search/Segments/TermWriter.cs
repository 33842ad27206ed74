using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>Writes a table's dictionary and lists, word by word in the order of their bytes.</summary>
internal sealed class TermWriter : IDisposable
{
    private readonly FileSink words;
    private readonly FileSink groups;
    private readonly FileSink places;
    private readonly SortedStringsWriter normals = new();
    private readonly List<long> entryStarts = [];
    private readonly ByteBuffer groupEntries = new();
    private readonly ByteBuffer formEntries = new();
    private readonly ByteBuffer head = new();
    private int groupCount;
    private int formCount;
    private long groupsStart;
    private long placesStart;

    public TermWriter(string folder, long segment, int table)
    {
        words = new FileSink(Path.Combine(folder, TableFiles.Name(segment, table, TableFiles.Words)));
        groups = new FileSink(Path.Combine(folder, TableFiles.Name(segment, table, TableFiles.Groups)));
        places = new FileSink(Path.Combine(folder, TableFiles.Name(segment, table, TableFiles.Places)));
        entryStarts.Add(0);
    }

    /// <summary>Adds the list of the word at hand in a group, and empties it for the next.</summary>
    public void AddGroup(int group, PostingListWriter list)
    {
        groupEntries.AddVarint((ulong)group);
        groupEntries.AddVarint((ulong)list.Count);
        groupEntries.AddVarint((ulong)list.Finish(groups));
        groupCount++;
    }

    /// <summary>Adds the list of the word at hand in a written form, and empties it for the next.</summary>
    public void AddForm(ReadOnlySpan<byte> written, PlaceListWriter list)
    {
        formEntries.AddText(written);
        formEntries.AddVarint((ulong)list.Count);
        var (documents, positions) = list.Finish(places);
        formEntries.AddVarint((ulong)documents);
        formEntries.AddVarint((ulong)positions);
        formCount++;
    }

    /// <summary>Ends the word at hand; without lists it is left out.</summary>
    public void End(ReadOnlySpan<byte> normal)
    {
        if (formCount == 0)
            return;
        normals.Add(normal);
        head.AddVarint((ulong)groupCount);
        head.AddVarint((ulong)groupsStart);
        head.Add(groupEntries.Span);
        head.AddVarint((ulong)formCount);
        head.AddVarint((ulong)placesStart);
        head.Add(formEntries.Span);
        words.Write(head.Span);
        entryStarts.Add(words.Position);
        groupEntries.Clear();
        formEntries.Clear();
        head.Clear();
        (groupCount, formCount, groupsStart, placesStart) = (0, 0, groups.Position, places.Position);
    }

    public IEnumerable<FileEntry> Finish()
    {
        var directory = new ByteBuffer();
        var startsOffset = words.Align();
        words.WriteAll<long>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entryStarts));
        normals.Finish(words, directory);
        directory.AddVarint((ulong)startsOffset);
        return [words.Finish(directory), groups.Finish(), places.Finish()];
    }

    public void Dispose()
    {
        words.Dispose();
        groups.Dispose();
        places.Dispose();
    }
}
