using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>Reads a table's dictionary and lists.</summary>
internal sealed unsafe class TermReader
{
    private readonly MappedFile words;
    private readonly MappedFile groups;
    private readonly MappedFile places;
    private readonly GroupCodes codes;
    private readonly long blockStarts;

    public TermReader(MappedFile words, MappedFile groups, MappedFile places)
    {
        (this.words, this.groups, this.places) = (words, groups, places);
        var directory = new ByteReader(words.Directory());
        Normals = new SortedStrings(words, ref directory);
        blockStarts = (long)directory.Varint();
        codes = GroupCodes.Read(ref directory);
    }

    /// <summary>The normal forms.</summary>
    public SortedStrings Normals { get; }

    /// <summary>How many bytes the entries take.</summary>
    public long EntryBytes => words.Slice<long>(blockStarts + (Normals.Count + SortedStringsWriter.PerBlock - 1) / SortedStringsWriter.PerBlock * 8L, 1)[0] + Normals.Count / 2;

    /// <summary>The entry of a normal form, or null.</summary>
    public TermEntry? Find(string normal) => Find(Encoding.UTF8.GetBytes(normal));

    /// <summary>The entry of a normal form by its bytes, or null.</summary>
    public TermEntry? Find(ReadOnlySpan<byte> normal) => Normals.Find(normal) is >= 0 and var number ? Entry(number, normal) : null;

    /// <summary>The entry of a normal form by its number.</summary>
    public TermEntry Entry(int number, ReadOnlySpan<byte> normal)
    {
        var reader = new ByteReader(Block(number / SortedStringsWriter.PerBlock));
        var (groupsStart, placesStart) = ((long)reader.Varint(), (long)reader.Varint());
        for (var left = number % SortedStringsWriter.PerBlock; ; left--)
        {
            var head = reader.Varint();
            var rare = (head & 1) != 0;
            var (groupsLength, placesLength) = rare ? (0L, 0L) : ((long)reader.Varint(), (long)reader.Varint());
            var body = reader.Bytes((int)(head >> 1));
            if (left == 0)
                return new TermEntry(body, normal, rare ? -1 : groupsStart, placesStart, placesLength, codes);
            groupsStart += groupsLength;
            placesStart += placesLength;
        }
    }

    /// <summary>Some entries that stand together, as <see cref="TermWriter"/> writes them; mapped, so that they stay where they are.</summary>
    public ReadOnlySpan<byte> Block(int number)
    {
        var ends = words.Slice<long>(blockStarts + number * 8L, 2);
        return words.Slice(ends[0], ends[1] - ends[0]);
    }

    /// <summary>An entry that was found in its block; the parameters are those of <see cref="TermEntry"/>.</summary>
    public TermEntry EntryOf(ReadOnlySpan<byte> body, ReadOnlySpan<byte> normal, long groupsStart, long placesStart, long placesLength) =>
        new(body, normal, groupsStart, placesStart, placesLength, codes);

    /// <summary>What a rare word has in groups, by the number that stands for it.</summary>
    public ReadOnlySpan<(int Group, byte Code)> Codes(int number) => codes[number];

    /// <summary>The documents that have a word in a group, or null where none has.</summary>
    public PostingCursor? Open(TermEntry entry, int group, SearchMeter? meter = null) =>
        entry.Group(group) is not { } list ? null : entry.Rare is { } rare ? rare.Open(group, meter) : Open(entry, list, meter);

    /// <summary>The places of a word.</summary>
    /// <param name="entry">The word.</param>
    /// <param name="documents">The list of its whole group where that is open already, to be decoded once.</param>
    /// <param name="meter">Where work is counted.</param>
    public PlaceCursor Open(TermEntry entry, PostingCursor? documents, SearchMeter? meter = null) =>
        entry.Rare is { } rare ? rare.Open(meter) : Places(entry, documents ?? OpenDocuments(entry, meter), spent: null, meter);

    /// <summary>The places of a word that is not rare, to be visited in order.</summary>
    /// <param name="entry">The word.</param>
    /// <param name="documents">Its documents.</param>
    /// <param name="spent">The cursor of the word before, or null.</param>
    public PlaceCursor OpenInOrder(TermEntry entry, PostingCursor documents, PlaceCursor? spent) => Places(entry, documents, spent, meter: null);

    private PlaceCursor Places(TermEntry entry, PostingCursor documents, PlaceCursor? spent, SearchMeter? meter)
    {
        var start = entry.PlacesStart + entry.DocumentsLength;
        return new PlaceCursor(documents, places.Pointer(start, entry.PlacesLength - entry.DocumentsLength), entry.Forms.Count, spent) { Meter = meter };
    }

    /// <summary>The documents of one of a word's lists, to be visited in order.</summary>
    /// <param name="entry">The word, which is not rare.</param>
    /// <param name="list">The list.</param>
    /// <param name="longest">Its longest list where that is open already.</param>
    /// <param name="documents">All of its documents where they are.</param>
    /// <param name="room">What their blocks lie in.</param>
    public PostingCursor OpenInOrder(TermEntry entry, GroupList list, PostingCursor? longest, PostingCursor? documents, SearchRoom room)
    {
        if (list.Basis == ListBasis.None)
            return Open(entry, list, meter: null, room);
        var basis = list.Basis == ListBasis.Longest ? longest ?? Open(entry, entry.Longest!, meter: null, room) : documents ?? OpenDocuments(entry, room);
        return new PostingCursor(new MemberList(groups.Pointer(list.Offset, list.Length), list.Count, basis), list.Count, inOrder: list != entry.Longest) { Room = room };
    }

    /// <summary>All documents of a word that is not rare, to be visited in order.</summary>
    public PostingCursor OpenDocuments(TermEntry entry, SearchRoom room) => OpenDocuments(entry, meter: null, room);

    private PostingCursor OpenDocuments(TermEntry entry, SearchMeter? meter, SearchRoom? room = null) => entry.Whole is { } whole
        ? Open(entry, whole, meter, room)
        : new PostingCursor(places, entry.PlacesStart, entry.DocumentsLength, entry.Documents, withCodes: false) { Meter = meter?.Open(entry.Documents), Room = room };

    // Steps are counted where documents are unpacked: in the list that another is part of.
    private PostingCursor Open(TermEntry entry, GroupList list, SearchMeter? meter, SearchRoom? room = null)
    {
        if (list.Basis == ListBasis.None)
            return new PostingCursor(groups, list.Offset, list.Length, list.Count, withCodes: true) { Meter = meter?.Open(list.Count), Room = room };
        var basis = list.Basis == ListBasis.Longest ? Open(entry, entry.Longest!, meter, room) : OpenDocuments(entry, meter, room);
        return new PostingCursor(new MemberList(groups.Pointer(list.Offset, list.Length), list.Count, basis), list.Count);
    }
}
