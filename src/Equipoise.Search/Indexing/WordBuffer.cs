using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Equipoise.Search.Text;

namespace Equipoise.Search.Indexing;

/// <summary>The words of a table's documents in memory: for each its form, in the order in which they stand in values, and for each value its document, field and first
/// position.</summary>
/// <param name="space">Where it takes room from, and gives it back to when the words are sorted.</param>
internal sealed class WordBuffer(WordSpace space)
{
    /// <summary>Bits of a place that hold the field; the rest hold the position.</summary>
    public const int FieldBits = 10;

    /// <summary>The last position a document may have.</summary>
    public const int MaxPosition = (1 << (32 - FieldBits)) - 1;

    private const int Ahead = 16;

    // Set for a word that stands where the one before does, as a run of joined words.
    private const int SamePlace = int.MinValue;
    private readonly List<int> wordsOfForms = [];

    // For each value its first word, and its position above its field; for each document with a value the first of them.
    private readonly List<(int First, uint Place)> values = [];
    private readonly List<(int Value, int Document)> documents = [];

    // The forms' numbers: full parts, and the one that is being filled.
    private readonly List<int[]> full = [];
    private readonly Compound<byte> compound = new();
    private int[] part = [];
    private int used;
    private byte[] lower = [];
    private (ulong Words, ulong Others)[] signs = [];

    /// <summary>How many words there are.</summary>
    public int Count => (full.Count * WordSpace.PartSize) + used;

    /// <summary>The written forms.</summary>
    public WordList Forms { get; } = new();

    /// <summary>The normal forms: what forms that are the same word have in common.</summary>
    public WordList Words { get; } = new();

    /// <summary>For each written form the number of its normal form.</summary>
    public ReadOnlySpan<int> WordsOfForms => CollectionsMarshal.AsSpan(wordsOfForms);

    /// <summary>Takes all words out again.</summary>
    public void Clear()
    {
        GiveBack();
        Forms.Clear();
        Words.Clear();
        wordsOfForms.Clear();
        values.Clear();
        documents.Clear();
    }

    /// <summary>Adds the words of a value in UTF-8 and returns how many positions they take.</summary>
    public int Add(int document, int field, int position, ReadOnlySpan<byte> text)
    {
        if (documents.Count == 0 || documents[^1].Document != document)
            documents.Add((values.Count, document));
        values.Add((Count, ((uint)position << FieldBits) | (uint)field));
        return Add(Lower(text), position);
    }

    /// <summary>The places of all words, those of each form together and in order, and forgets them: a document in the high half, in the low half its position above its field.</summary>
    /// <param name="starts">Where each form's places begin, and the last one's end.</param>
    /// <returns>The places, in the space's room for them.</returns>
    public ulong[] Sort(out int[] starts)
    {
        var count = Count;
        if (used > 0)
            full.Add(part);
        (part, used) = ([], 0);
        // While the places are sorted in, a form's entry is the one behind it: it ends up where the form ends.
        starts = new int[Forms.Count + 2];
        var left = count;
        foreach (var some in full)
        {
            foreach (var form in some.AsSpan(0, Math.Min(left, some.Length)))
                starts[(form & ~SamePlace) + 2]++;
            left -= some.Length;
        }

        for (var form = 2; form < starts.Length; form++)
            starts[form] += starts[form - 1];
        var sorted = space.Places(count);
        var place = default(ulong);
        var (at, value, end, next) = (0, -1, 0, 0);
        foreach (var some in full)
        {
            for (var first = at; at < count && at - first < some.Length;)
            {
                // Values can be without words.
                for (; at == end; end = value + 1 < values.Count ? values[value + 1].First : count)
                {
                    value++;
                    if (next < documents.Count && documents[next].Value == value)
                        next++;
                    place = ((ulong)(uint)documents[next - 1].Document << 32 | values[value].Place) - (1 << FieldBits);
                }

                var run = some.AsSpan(at - first, Math.Min(end - at, some.Length - (at - first)));
                foreach (var form in run)
                {
                    if (form >= 0)
                        place += 1 << FieldBits;
                    sorted[starts[(form & ~SamePlace) + 1]++] = place;
                }

                at += run.Length;
            }
        }

        GiveBack();
        return sorted;
    }

    private int Add(LowerWords words, int position)
    {
        var next = position;
        var before = ReadOnlySpan<byte>.Empty;
        var isJoining = false;
        // Most of the time goes to memory that is far away, so some words are asked for before the first of them is needed.
        Span<(int Start, int Length, bool IsJoined, ulong Key)> some = stackalloc (int, int, bool, ulong)[Ahead];
        int count;
        do
        {
            for (count = 0; count < some.Length && next + count < MaxPosition && words.MoveNext(); count++)
            {
                var key = WordTable.KeyOf(lower.AsSpan(words.Start, words.Length));
                Forms.Expect(key);
                some[count] = (words.Start, words.Length, words.Joined, key);
            }

            foreach (ref readonly var word in some[..count])
                Forms.ExpectLetters(word.Key);
            foreach (var (start, length, isJoined, key) in some[..count])
            {
                var word = lower.AsSpan(start, length);
                Add(word, key, place: 0);
                if (isJoined)
                    AddRuns(isJoining ? default : before, word);
                isJoining = isJoined;
                before = word;
                next++;
            }
        }
        while (count == some.Length);

        return next - position;
    }

    // Letters beyond ASCII are seen to when a word is learned.
    private LowerWords Lower(ReadOnlySpan<byte> text)
    {
        var padded = LowerWords.Padded(text.Length);
        if (lower.Length < padded)
            (lower, signs) = (new byte[padded * 2], new (ulong, ulong)[padded / 32]);
        text.CopyTo(lower);
        lower.AsSpan(text.Length, padded - text.Length).Clear();
        LowerWords.Lower(lower.AsSpan(0, padded), signs);
        return new LowerWords(lower, text.Length, signs.AsSpan(0, padded / 64));
    }

    // The word before is named where a run begins with it.
    private void AddRuns(ReadOnlySpan<byte> before, ReadOnlySpan<byte> word)
    {
        if (!before.IsEmpty)
            compound.Begin(before);
        compound.Join(word);
        for (var run = 0; run < compound.Runs; run++)
        {
            if (compound.Run(run) is { Length: > 0 } whole)
                Add(whole, WordTable.KeyOf(whole), SamePlace);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ReadOnlySpan<byte> word, ulong key, int place)
    {
        var number = Forms.Find(word, key);
        if (number < 0)
            number = Learn(word, key);
        if (used == part.Length)
            Grow();
        part[used++] = number | place;
    }

    private void Grow()
    {
        if (used > 0)
            full.Add(part);
        (part, used) = (space.Lend(), 0);
    }

    private void GiveBack()
    {
        foreach (var some in full)
            space.TakeBack(some);
        full.Clear();
        if (part.Length > 0)
            space.TakeBack(part);
        (part, used) = ([], 0);
    }

    private int Learn(ReadOnlySpan<byte> word, ulong key)
    {
        // Most new words are their own forms.
        if (WordForms.IsBoth(word))
        {
            wordsOfForms.Add(Words.Number(word, key));
            return Forms.Add(word, key);
        }

        // One code unit more than is kept, so that what is cut off is cut off where it always was. A code unit takes three bytes at most.
        Span<char> letters = stackalloc char[WordForms.MaxLength + 1];
        Utf8.ToUtf16(word[..Math.Min(word.Length, 3 * letters.Length)], letters, out _, out var length);
        Span<char> written = stackalloc char[WordForms.MaxLength];
        Span<char> normal = stackalloc char[WordForms.MaxNormalLength];
        WordForms.Write(letters[..length], ref written, ref normal);
        Span<byte> bytes = stackalloc byte[3 * WordForms.MaxNormalLength];
        var form = bytes[..Encoding.UTF8.GetBytes(written, bytes)];
        int number;
        if (form.SequenceEqual(word))
        {
            number = Forms.Add(word, key);
        }
        else
        {
            number = Forms.Number(form);
            Forms.AddSpelling(word, key, number);
        }

        if (number == wordsOfForms.Count)
            wordsOfForms.Add(Words.Number(bytes[..Encoding.UTF8.GetBytes(normal, bytes)]));
        return number;
    }
}
