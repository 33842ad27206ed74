using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Segments;

/// <summary>The documents that have a frequent phrase, of a segment that keeps lists of them (<see cref="PhraseWriter"/>).</summary>
internal sealed class PhraseLists
{
    /// <summary>The most words of a phrase that has a list.</summary>
    public const int MostWords = 3;

    /// <summary>The most groups that a table with such lists has.</summary>
    public const int MostGroups = 64;

    /// <summary>Stands for any set of groups: there were too many different ones.</summary>
    public const byte Unknown = byte.MaxValue;

    private readonly MappedFile file;
    private readonly SortedStrings texts;
    private readonly (int Documents, long Offset, int Length)[] lists;
    private readonly ulong[] sets;

    /// <summary>Reads the directory.</summary>
    public PhraseLists(MappedFile file)
    {
        this.file = file;
        var directory = new ByteReader(file.Directory());
        texts = new SortedStrings(file, ref directory);
        lists = new (int, long, int)[texts.Count];
        var offset = 0L;
        foreach (ref var list in lists.AsSpan())
        {
            list = (directory.Int(), offset, directory.Int());
            offset += list.Length;
        }

        sets = new ulong[directory.Int()];
        foreach (ref var set in sets.AsSpan())
            set = directory.Read<ulong>();
    }

    /// <summary>How many phrases there are.</summary>
    public int Count => lists.Length;

    /// <summary>How many documents all lists have.</summary>
    public long Documents => lists.Sum(list => (long)list.Documents);

    /// <summary>How many bytes they take.</summary>
    public long Bytes => file.Length;

    /// <summary>The number of a phrase, or -1 where it has no list: nothing is known of it then.</summary>
    /// <param name="text">The normal forms of its words, with a space between them.</param>
    public int Find(string text) => Math.Max(-1, texts.Find(Encoding.UTF8.GetBytes(text)));

    /// <summary>The list of a phrase.</summary>
    public PostingCursor Open(int number, SearchMeter? meter = null)
    {
        var (documents, offset, length) = lists[number];
        return new PostingCursor(file, offset, length, documents, withCodes: true) { Meter = meter?.Open(documents) };
    }

    /// <summary>For each code of a list whether the phrase is in a group there: 0 for no, 1 for yes, 2 where that is not known.</summary>
    public byte[] InGroup(int group)
    {
        var kinds = new byte[byte.MaxValue + 1];
        for (var code = 0; code < sets.Length; code++)
            kinds[code] = (byte)(sets[code] >> group & 1);
        kinds[Unknown] = 2;
        return kinds;
    }
}
