using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Equipoise.Search.Text;

/// <summary>Finds the words of a text, near Unicode's word boundaries (UAX #29): runs of letters, digits and marks, with
/// apostrophes between letters and points or commas between digits. Ideographs and kana are words of one sign. Hyphens and
/// underscores part words, but it is remembered that they stood there.</summary>
/// <typeparam name="T">A unit of the text: a <see cref="char"/> of UTF-16 or a <see cref="byte"/> of UTF-8. The words are the same.</typeparam>
internal ref struct WordSplitter<T>(ReadOnlySpan<T> text)
    where T : unmanaged
{
    // What each of the first 128 signs is; most of any text is among them.
    private static readonly byte[] Ascii = [.. Enumerable.Range(0, 0x80).Select(sign => (byte)(char.IsAsciiLetter((char)sign) ? WordPart.Letter : char.IsAsciiDigit((char)sign) ? WordPart.Digit : WordPart.None))];
    private readonly ReadOnlySpan<T> text = text;
    private int next;

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length in units.</summary>
    public int Length { get; private set; }

    /// <summary>Whether only a hyphen or underscore stands between it and the word before.</summary>
    public bool Joined { get; private set; }

    public readonly ReadOnlySpan<T> Word => text.Slice(Start, Length);

    /// <summary>Goes on at a place that is in no word.</summary>
    /// <param name="place">The place.</param>
    /// <param name="endsWord">Whether a word ends there.</param>
    public void GoOn(int place, bool endsWord) => (next, Length) = (place, endsWord ? 1 : 0);

    public bool MoveNext()
    {
        var before = next;
        while (next < text.Length)
        {
            if (Unit(next) is < 0x80 and var plain)
            {
                if (Ascii[plain] != (byte)WordPart.None)
                    break;
                next++;
            }
            else if (Kind(next, out var width, out _) == WordPart.None)
            {
                next += width;
            }
            else
            {
                break;
            }
        }

        if (next >= text.Length)
            return false;
        Joined = Length > 0 && IsHyphen(before);
        Start = next;
        Take();
        Length = next - Start;
        return true;
    }

    // Whether one sign stands between a place and the next word, and is a hyphen.
    private readonly bool IsHyphen(int before)
    {
        if (next == before || next - before > 3)
            return false;
        if (next == before + 1 && Unit(before) is var plain and < 0x80)
            return plain is '-' or '_';
        Kind(before, out var width, out var sign);
        return before + width == next && sign is '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212';
    }

    private static bool IsIdeograph(int rune) =>
        rune is (>= 0x2E80 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private void Take()
    {
        var last = Kind(next, out var width, out _);
        next += width;
        while (last != WordPart.Ideograph && next < text.Length)
        {
            if (Unit(next) is < 0x80 and var unit && Ascii[unit] is var plain && plain != (byte)WordPart.None)
            {
                last = (WordPart)plain;
                next++;
                continue;
            }

            var part = Kind(next, out width, out var sign);
            if (part == WordPart.None)
            {
                if (next + width >= text.Length || Kind(next + width, out var after, out _) is var following && !Bridges(sign, last, following))
                    return;
                next += width + after;
                last = following;
                continue;
            }

            if (part == WordPart.Ideograph)
                return;
            next += width;
            last = part;
        }
    }

    private static bool Bridges(int sign, WordPart before, WordPart after) => sign switch
    {
        '\'' or '\u2019' => before == WordPart.Letter && after == WordPart.Letter,
        '.' or ',' => before == WordPart.Digit && after == WordPart.Digit,
        _ => false,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Unit(int at) => typeof(T) == typeof(byte) ? Unsafe.BitCast<T, byte>(text[at]) : Unsafe.BitCast<T, char>(text[at]);

    private readonly WordPart Kind(int at, out int width, out int sign)
    {
        (width, sign) = (1, Unit(at));
        if (sign < 0x80)
            return (WordPart)Ascii[sign];
        if (Decode(text[at..], out var rune, out width) != OperationStatus.Done)
            return WordPart.None;
        sign = rune.Value;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => WordPart.Digit,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => WordPart.Letter,
            UnicodeCategory.OtherLetter => IsIdeograph(rune.Value) ? WordPart.Ideograph : WordPart.Letter,
            _ => WordPart.None,
        };
    }

    private static OperationStatus Decode(ReadOnlySpan<T> units, out Rune rune, out int width) => typeof(T) == typeof(byte)
        ? Rune.DecodeFromUtf8(System.Runtime.InteropServices.MemoryMarshal.Cast<T, byte>(units), out rune, out width)
        : Rune.DecodeFromUtf16(System.Runtime.InteropServices.MemoryMarshal.Cast<T, char>(units), out rune, out width);
}
