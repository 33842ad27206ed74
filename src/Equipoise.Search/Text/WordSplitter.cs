using System.Globalization;
using System.Text;

namespace Equipoise.Search.Text;

/// <summary>Finds the words of a text, near Unicode's word boundaries (UAX #29): runs of letters, digits and marks, with
/// apostrophes between letters and points or commas between digits. Ideographs and kana are words of one sign. Hyphens and
/// underscores part words, but it is remembered that they stood there.</summary>
internal ref struct WordSplitter(ReadOnlySpan<char> text)
{
    // What each of the first 128 signs is; most of any text is among them.
    private static readonly byte[] Ascii = [.. Enumerable.Range(0, 0x80).Select(sign => (byte)(char.IsAsciiLetter((char)sign) ? WordPart.Letter : char.IsAsciiDigit((char)sign) ? WordPart.Digit : WordPart.None))];
    private readonly ReadOnlySpan<char> text = text;
    private int next;

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length in UTF-16 code units.</summary>
    public int Length { get; private set; }

    /// <summary>Whether only a hyphen or underscore stands between it and the word before.</summary>
    public bool Joined { get; private set; }

    public readonly ReadOnlySpan<char> Word => text.Slice(Start, Length);

    public bool MoveNext()
    {
        var before = next;
        while (next < text.Length)
        {
            if (text[next] < 0x80)
            {
                if (Ascii[text[next]] != (byte)WordPart.None)
                    break;
                next++;
            }
            else if (Kind(next, out var width) == WordPart.None)
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
        Joined = Length > 0 && next == before + 1 && IsHyphen(text[before]);
        Start = next;
        Take();
        Length = next - Start;
        return true;
    }

    private static bool IsHyphen(char sign) => sign is '-' or '_' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212';

    private static bool IsIdeograph(int rune) =>
        rune is (>= 0x2E80 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private void Take()
    {
        var last = Kind(next, out var width);
        next += width;
        while (last != WordPart.Ideograph && next < text.Length)
        {
            if (text[next] < 0x80 && Ascii[text[next]] is var plain && plain != (byte)WordPart.None)
            {
                last = (WordPart)plain;
                next++;
                continue;
            }

            var part = Kind(next, out width);
            if (part == WordPart.None)
            {
                if (next + 1 >= text.Length || Kind(next + 1, out var after) is var following && !Bridges(text[next], last, following))
                    return;
                next += 1 + after;
                last = following;
                continue;
            }

            if (part == WordPart.Ideograph)
                return;
            next += width;
            last = part;
        }
    }

    private static bool Bridges(char sign, WordPart before, WordPart after) => sign switch
    {
        '\'' or '\u2019' => before == WordPart.Letter && after == WordPart.Letter,
        '.' or ',' => before == WordPart.Digit && after == WordPart.Digit,
        _ => false,
    };

    private readonly WordPart Kind(int at, out int width)
    {
        width = 1;
        var sign = text[at];
        if (sign < 0x80)
            return (WordPart)Ascii[sign];
        if (Rune.DecodeFromUtf16(text[at..], out var rune, out width) != System.Buffers.OperationStatus.Done)
            return WordPart.None;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => WordPart.Digit,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => WordPart.Letter,
            UnicodeCategory.OtherLetter => IsIdeograph(rune.Value) ? WordPart.Ideograph : WordPart.Letter,
            _ => WordPart.None,
        };
    }
}
