using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>Reads a table's dictionary and lists.</summary>
internal sealed class TermReader
{
    private readonly MappedFile words;
    private readonly MappedFile groups;
    private readonly MappedFile places;
    private readonly long entryStarts;

    public TermReader(MappedFile words, MappedFile groups, MappedFile places)
    {
        (this.words, this.groups, this.places) = (words, groups, places);
        var directory = new ByteReader(words.Directory());
        Normals = new SortedStrings(words, ref directory);
        entryStarts = (long)directory.Varint();
    }

    /// <summary>The normal forms.</summary>
    public SortedStrings Normals { get; }

    /// <summary>The entry of a normal form, or null.</summary>
    public TermEntry? Find(string normal) => Normals.Find(Encoding.UTF8.GetBytes(normal)) is >= 0 and var number ? Entry(number) : null;

    /// <summary>The entry of a normal form by its number.</summary>
    public TermEntry Entry(int number)
    {
        var ends = words.Slice<long>(entryStarts + number * 8L, 2);
        return new TermEntry(words.Slice(ends[0], ends[1] - ends[0]));
    }

    public PostingCursor Open(GroupList list, SearchMeter? meter = null) => new(groups, list.Offset, list.Length, list.Count, withCodes: true) { Meter = meter?.Open(list.Count) };

    public PlaceCursor Open(FormList list, SearchMeter? meter = null) => new(places, list.Offset, list.DocumentLength, list.PositionLength, list.Count) { Meter = meter?.Open(list.Count) };
}
