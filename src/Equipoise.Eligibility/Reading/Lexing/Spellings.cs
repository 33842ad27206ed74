using System.Globalization;
using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>The spellings met lately, by their characters.</summary>
/// <remarks>Each has one of two places, and who comes later takes it, so that no text makes it grow. Any number of readers share it: a
/// spelling never changes, and two that are equal do no harm.</remarks>
/// <param name="vocabulary">Knows the words of all phrases.</param>
/// <param name="places">How many are kept at most: a power of two, and two at least.</param>
internal sealed class Spellings(Vocabulary vocabulary, int places)
{
    private const int LongestKept = 32;
    private const int MostDigits = 28;
    private readonly Spelling?[] kept = new Spelling?[places];

    /// <summary>How many are kept now.</summary>
    public int Count => kept.Count(spelling => spelling is not null);

    /// <summary>The spelling of a word, number or sign.</summary>
    public Spelling Of(ReadOnlySpan<char> written, TokenKind kind)
    {
        if (written.Length > LongestKept)
            return Make(written, kind);
        // Two places stand side by side: who was met last has the first, and who was met before it the second.
        var place = Hash(written) & (kept.Length - 2);
        if (kept[place] is { } first && first.Is(written))
            return first;
        if (kept[place + 1] is { } second && second.Is(written))
            return second;
        kept[place + 1] = kept[place];
        return kept[place] = Make(written, kind);
    }

    /// <summary>A sign or number that is meant as another: "⁹" as 9.</summary>
    public Spelling Of(ReadOnlySpan<char> written, TokenKind kind, ReadOnlySpan<char> meant, decimal number) => new(written.ToString(), kind, vocabulary.Find(meant), number);

    /// <summary>Whether a number has more digits than anybody counts with: it is a word.</summary>
    public static bool IsTooLong(ReadOnlySpan<char> number) => number.Length > MostDigits;

    private Spelling Make(ReadOnlySpan<char> written, TokenKind kind) => kind switch
    {
        TokenKind.Sign => new Spelling(written.ToString(), kind, vocabulary.Find(Plain(written)), 0),
        TokenKind.Number when ValueOf(written) is { } value => new Spelling(written.ToString(), kind, vocabulary.Find(written), value),
        TokenKind.Number => new Spelling(written.ToString(), TokenKind.Word, -1, 0),
        _ => new Spelling(written.ToString(), kind, vocabulary.Find(written), 0),
    };

    // Without the signs between its groups
    private static decimal? ValueOf(ReadOnlySpan<char> written)
    {
        if (written.Length > MostDigits)
            return null;
        Span<char> plain = stackalloc char[MostDigits];
        var length = 0;
        foreach (var digit in written)
        {
            if (digit is not (',' or ' '))
                plain[length++] = digit;
        }

        return decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> sign) => sign[0] switch
    {
        '‐' or '‑' or '‒' or '−' or '–' or '—' or '－' => "-",
        '⁄' or '∕' or '／' => "/",
        '（' => "(",
        '）' => ")",
        '＞' or '﹥' => ">",
        '＜' or '﹤' => "<",
        '，' => ",",
        '；' => ";",
        '：' => ":",
        '％' => "%",
        '＝' => "=",
        '＋' => "+",
        '～' or '〜' or '∼' => "~",
        _ => sign,
    };

    // Words that begin, end and have their middle alike may share a place.
    private static int Hash(ReadOnlySpan<char> written)
    {
        ulong hash;
        if (written.Length < 4)
        {
            hash = written[0] | ((ulong)written[written.Length / 2] << 16) | ((ulong)written[^1] << 32);
        }
        else
        {
            var letters = MemoryMarshal.AsBytes(written);
            hash = (MemoryMarshal.Read<ulong>(letters) * 0x9E3779B97F4A7C15) ^ (MemoryMarshal.Read<ulong>(letters[^8..]) * 0xC2B2AE3D27D4EB4F) ^ MemoryMarshal.Read<ulong>(letters[((written.Length / 2 * 2) - 4)..]);
        }

        hash = (hash + (ulong)written.Length) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 40);
    }
}
