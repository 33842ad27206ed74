using System.Numerics;
using System.Runtime.Intrinsics;

namespace Equipoise.Search.Text;

/// <summary>The words that <see cref="WordSplitter{T}"/> finds, found by a bit for each letter or digit of ASCII instead of sign by sign. Only where other signs stand near a word
/// the splitter is asked.</summary>
/// <param name="text">The text as <see cref="Lower"/> left it, with what stands behind it.</param>
/// <param name="length">The length of the text.</param>
/// <param name="signs">The bits that it left.</param>
internal ref struct LowerWords(ReadOnlySpan<byte> text, int length, ReadOnlySpan<(ulong Words, ulong Others)> signs)
{
    private const int Bits = 64;
    private readonly ReadOnlySpan<byte> text = text;
    private readonly ReadOnlySpan<(ulong Words, ulong Others)> signs = signs;
    private WordSplitter<byte> splitter = new(text[..length]);
    private int next;

    // The next sign that is not of ASCII; -1 before it was looked for.
    private int other = -1;

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Whether only a hyphen or underscore stands between it and the word before.</summary>
    public bool Joined { get; private set; }

    /// <summary>How many bytes <see cref="Lower"/> works on where a text has so many: some beyond its end.</summary>
    public static int Padded(int length) => (length / Bits + 1) * Bits;

    /// <summary>Makes capitals of ASCII small letters.</summary>
    /// <param name="text">The text and what <see cref="Padded"/> asks for behind it, all 0.</param>
    /// <param name="signs">For 64 bytes each, a bit for each letter or digit of ASCII, and one for each byte that is not ASCII.</param>
    public static void Lower(Span<byte> text, Span<(ulong Words, ulong Others)> signs)
    {
        for (var block = 0; block * Bits < text.Length; block++)
        {
            var (words, others) = LowerSome(text.Slice(block * Bits, Vector256<byte>.Count));
            var (moreWords, moreOthers) = LowerSome(text.Slice(block * Bits + Vector256<byte>.Count, Vector256<byte>.Count));
            signs[block] = (words | (ulong)moreWords << Vector256<byte>.Count, others | (ulong)moreOthers << Vector256<byte>.Count);
        }
    }

    /// <summary>Goes on to the next word.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (other < next)
            other = NextOther();
        var before = next;
        var start = NextStart();
        // A word needs to be followed by two signs of ASCII, so that nothing beyond can be part of it.
        var end = start < other ? End(start) : other;
        while (end + 1 < other && text[end] is (byte)'\'' or (byte)'.' or (byte)',' && Bridges(text[end], text[end - 1], text[end + 1]))
            end = End(end + 1);
        if (end + 1 >= other)
            return Split();
        if (start >= length)
            return false;
        Joined = Length > 0 && start == before + 1 && text[before] is (byte)'-' or (byte)'_';
        (Start, Length, next) = (start, end - start, end);
        return true;
    }

    private bool Split()
    {
        splitter.GoOn(next, Length > 0);
        if (!splitter.MoveNext())
            return false;
        (Start, Length, Joined, next) = (splitter.Start, splitter.Length, splitter.Joined, splitter.Start + splitter.Length);
        return true;
    }

    // Far behind the text where there is none.
    private readonly int NextOther()
    {
        var at = next / Bits;
        var bits = signs[at].Others & (ulong.MaxValue << next);
        while (bits == 0)
        {
            if (++at == signs.Length)
                return int.MaxValue;
            bits = signs[at].Others;
        }

        return at * Bits + BitOperations.TrailingZeroCount(bits);
    }

    private readonly int NextStart()
    {
        var at = next / Bits;
        var bits = signs[at].Words & (ulong.MaxValue << next);
        while (bits == 0)
        {
            if (++at == signs.Length)
                return length;
            bits = signs[at].Words;
        }

        return at * Bits + BitOperations.TrailingZeroCount(bits);
    }

    // Behind the text is at least one 0, so that each word ends.
    private readonly int End(int start)
    {
        var at = start / Bits;
        var bits = ~signs[at].Words & (ulong.MaxValue << start);
        while (bits == 0)
            bits = ~signs[++at].Words;
        return at * Bits + BitOperations.TrailingZeroCount(bits);
    }

    private static (uint Words, uint Others) LowerSome(Span<byte> some)
    {
        var written = Vector256.Create<byte>(some);
        var capitals = Vector256.LessThan(written - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
        written |= capitals & Vector256.Create((byte)0x20);
        written.CopyTo(some);
        var letters = Vector256.LessThan(written - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        var digits = Vector256.LessThan(written - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        return ((letters | digits).ExtractMostSignificantBits(), written.ExtractMostSignificantBits());
    }

    private static bool Bridges(byte sign, byte before, byte after) =>
        sign == '\'' ? char.IsAsciiLetterLower((char)before) && char.IsAsciiLetterLower((char)after) : char.IsAsciiDigit((char)before) && char.IsAsciiDigit((char)after);
}
