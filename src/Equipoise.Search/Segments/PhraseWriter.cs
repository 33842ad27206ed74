using System.Runtime.InteropServices;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>Writes which documents of a table have which frequent phrases, for <see cref="PhraseLists"/>. A phrase's list has with each document the number of
/// the set of groups that have the phrase there. The directory is <code>phrases in the order of their bytes · for each, how many documents have it and its list's length ·
/// number of sets · the groups of each, a bit for each</code></summary>
internal sealed class PhraseWriter
{
    private const int MostWaiting = 1 << 16;
    private const int PhraseShift = 40;
    private const int DocumentShift = 8;
    private readonly List<(byte[] Text, PostingListWriter List)> phrases = [];
    private readonly Dictionary<ulong, byte> codes = [];
    private readonly List<ulong> sets = [];

    // For each phrase the set that was added last with its code: a phrase mostly stands where it stood before.
    private readonly List<(ulong Groups, byte Code)> last = [];

    // What was added as phrase, document and code, from high to low bits: lists far apart in memory are gone to for many documents at a time.
    private readonly ulong[] waiting = new ulong[MostWaiting];
    private readonly ulong[] apart = new ulong[MostWaiting];
    private int count;

    /// <summary>How many phrases there are.</summary>
    public int Count => phrases.Count;

    /// <summary>A phrase by its number.</summary>
    public byte[] Text(int phrase) => phrases[phrase].Text;

    /// <summary>Adds a phrase.</summary>
    /// <param name="text">The normal forms of its words, with a space between them.</param>
    /// <returns>Its number.</returns>
    public int Add(byte[] text)
    {
        phrases.Add((text, new PostingListWriter(withCodes: true)));
        last.Add(default);
        return phrases.Count - 1;
    }

    /// <summary>Adds a document to a phrase, beyond those it has.</summary>
    /// <param name="phrase">The phrase's number.</param>
    /// <param name="document">The document.</param>
    /// <param name="groups">A bit for each group that has the phrase there.</param>
    public void Add(int phrase, int document, ulong groups)
    {
        ref var known = ref CollectionsMarshal.AsSpan(last)[phrase];
        if (known.Groups != groups)
            known = (groups, CodeOf(groups));
        waiting[count++] = (ulong)phrase << PhraseShift | (ulong)document << DocumentShift | known.Code;
        if (count == waiting.Length)
            Spread();
    }

    /// <summary>The number of a set of groups: the sets that are asked for first have the smallest.</summary>
    public byte CodeOf(ulong groups)
    {
        if (codes.TryGetValue(groups, out var code))
            return code;
        if (sets.Count == PhraseLists.Unknown)
            return PhraseLists.Unknown;
        sets.Add(groups);
        return codes[groups] = (byte)(sets.Count - 1);
    }

    /// <summary>Writes all phrases that documents have.</summary>
    public FileEntry Write(string path)
    {
        Spread();
        using var sink = new FileSink(path);
        var texts = new SortedStringsWriter();
        var lists = new ByteBuffer();
        foreach (var (text, list) in phrases.Where(phrase => phrase.List.Count > 0).OrderBy(phrase => phrase.Text, Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other))))
        {
            texts.Add(text);
            lists.AddVarint((ulong)list.Count);
            lists.AddVarint((ulong)list.Finish(sink));
        }

        sink.Write(stackalloc byte[PackedNumbers.Margin]);
        var directory = new ByteBuffer();
        texts.Finish(sink, directory);
        directory.Add(lists.Span);
        directory.AddVarint((ulong)sets.Count);
        directory.Add(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(sets)));
        return sink.Finish(directory);
    }

    // Puts what waits into the lists of the phrases, the documents of each in their order.
    private void Spread()
    {
        var starts = new int[phrases.Count + 1];
        foreach (var each in waiting.AsSpan(0, count))
            starts[(int)(each >> PhraseShift) + 1]++;
        for (var phrase = 1; phrase < starts.Length; phrase++)
            starts[phrase] += starts[phrase - 1];
        foreach (var each in waiting.AsSpan(0, count))
            apart[starts[(int)(each >> PhraseShift)]++] = each;
        foreach (var each in apart.AsSpan(0, count))
            phrases[(int)(each >> PhraseShift)].List.Add((int)(each >> DocumentShift), (byte)each);
        count = 0;
    }
}
