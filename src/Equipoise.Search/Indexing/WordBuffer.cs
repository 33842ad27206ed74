using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;
using Equipoise.Search.Text;

namespace Equipoise.Search.Indexing;

/// <summary>The words of a table's documents in memory: for each its form, its document, and its position and field.</summary>
internal sealed class WordBuffer
{
    /// <summary>Bits of a place that hold the field; the rest hold the position.</summary>
    public const int FieldBits = 10;

    /// <summary>The last position a document may have.</summary>
    public const int MaxPosition = (1 << (32 - FieldBits)) - 1;

    private const int Least = 1 << 16;
    private const int Ahead = 16;
    private readonly WordTable raw = new();
    private readonly List<int> wordsOfForms = [];
    private int[] formNumbers = [];
    private ulong[] occurrences = [];
    private byte[] lower = [];
    private readonly Compound<byte> compound = new();

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>The written forms.</summary>
    public WordList Forms { get; } = new();

    /// <summary>The normal forms: what forms that are the same word have in common.</summary>
    public WordList Words { get; } = new();

    /// <summary>For each written form the number of its normal form.</summary>
    public ReadOnlySpan<int> WordsOfForms => CollectionsMarshal.AsSpan(wordsOfForms);

    /// <summary>For each word its form.</summary>
    public ReadOnlySpan<int> FormNumbers => formNumbers.AsSpan(0, Count);

    /// <summary>For each word its document in the high half, in the low half its position above its field.</summary>
    public ReadOnlySpan<ulong> Occurrences => occurrences.AsSpan(0, Count);

    /// <summary>Forgets the occurrences, when they are written elsewhere.</summary>
    public void Release() => Count = 0;

    /// <summary>Takes all words out again.</summary>
    public void Clear()
    {
        Count = 0;
        raw.Clear();
        Forms.Clear();
        Words.Clear();
        wordsOfForms.Clear();
    }

    /// <summary>Adds the words of a value in UTF-8 and returns how many positions they take.</summary>
    public int Add(int document, int field, int position, ReadOnlySpan<byte> text)
    {
        var splitter = new WordSplitter<byte>(Lower(text));
        var next = position;
        var before = ReadOnlySpan<byte>.Empty;
        var isJoining = false;
        // Most of the time goes to memory that is far away, so some words are asked for before the first of them is needed.
        Span<(int Start, int Length, bool IsJoined, ulong Key)> some = stackalloc (int, int, bool, ulong)[Ahead];
        int count;
        do
        {
            for (count = 0; count < some.Length && next + count < MaxPosition && splitter.MoveNext(); count++)
            {
                var key = WordTable.KeyOf(splitter.Word);
                raw.Expect(key);
                some[count] = (splitter.Start, splitter.Length, splitter.Joined, key);
            }

            foreach (var (start, length, isJoined, key) in some[..count])
            {
                var word = lower.AsSpan(start, length);
                var occurrence = ((ulong)(uint)document << 32) | ((uint)next << FieldBits) | (uint)field;
                Add(word, key, occurrence);
                if (isJoined)
                    AddRuns(isJoining ? default : before, word, occurrence);
                isJoining = isJoined;
                before = word;
                next++;
            }
        }
        while (count == some.Length);

        return next - position;
    }

    // Letters beyond ASCII are seen to when a word is learned.
    private ReadOnlySpan<byte> Lower(ReadOnlySpan<byte> text)
    {
        if (lower.Length < text.Length)
            lower = new byte[text.Length * 2];
        var target = lower.AsSpan(0, text.Length);
        var at = 0;
        for (; Vector256.IsHardwareAccelerated && at + Vector256<byte>.Count <= text.Length; at += Vector256<byte>.Count)
        {
            var letters = Vector256.Create(text[at..]);
            var capitals = Vector256.LessThan(letters - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
            (letters | (capitals & Vector256.Create((byte)0x20))).CopyTo(target[at..]);
        }

        for (; at < text.Length; at++)
            target[at] = (byte)(char.IsAsciiLetterUpper((char)text[at]) ? text[at] | 0x20 : text[at]);
        return target;
    }

    // The word before is named where a run begins with it.
    private void AddRuns(ReadOnlySpan<byte> before, ReadOnlySpan<byte> word, ulong occurrence)
    {
        if (!before.IsEmpty)
            compound.Begin(before);
        compound.Join(word);
        for (var run = 0; run < compound.Runs; run++)
        {
            if (compound.Run(run) is { Length: > 0 } whole)
                Add(whole, WordTable.KeyOf(whole), occurrence);
        }
    }

    private void Add(ReadOnlySpan<byte> word, ulong key, ulong occurrence)
    {
        var number = raw.Find(word, key);
        if (number < 0)
            raw.Add(word, key, number = Learn(word));
        if (Count == formNumbers.Length || Count == occurrences.Length)
            Grow();
        formNumbers[Count] = number;
        occurrences[Count++] = occurrence;
    }

    // Large arrays are used again and again: new ones would have to be cleared, and looked at by the collector.
    private void Grow()
    {
        var (numbers, more) = (ArrayPool<int>.Shared.Rent(Math.Max(Least, Count * 2)), ArrayPool<ulong>.Shared.Rent(Math.Max(Least, Count * 2)));
        FormNumbers.CopyTo(numbers);
        Occurrences.CopyTo(more);
        if (Count > 0)
        {
            ArrayPool<int>.Shared.Return(formNumbers);
            ArrayPool<ulong>.Shared.Return(occurrences);
        }

        (formNumbers, occurrences) = (numbers, more);
    }

    private int Learn(ReadOnlySpan<byte> word)
    {
        // One code unit more than is kept, so that what is cut off is cut off where it always was. A code unit takes three bytes at most.
        Span<char> letters = stackalloc char[WordForms.MaxLength + 1];
        Utf8.ToUtf16(word[..Math.Min(word.Length, 3 * letters.Length)], letters, out _, out var length);
        Span<char> written = stackalloc char[WordForms.MaxLength];
        Span<char> normal = stackalloc char[WordForms.MaxNormalLength];
        WordForms.Write(letters[..length], ref written, ref normal);
        Span<byte> bytes = stackalloc byte[3 * WordForms.MaxNormalLength];
        var form = Forms.Number(bytes[..Encoding.UTF8.GetBytes(written, bytes)]);
        if (form == wordsOfForms.Count)
            wordsOfForms.Add(Words.Number(bytes[..Encoding.UTF8.GetBytes(normal, bytes)]));
        return form;
    }
}
