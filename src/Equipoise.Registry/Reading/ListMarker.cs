namespace Equipoise.Registry.Reading;

/// <summary>The mark that opens an item of a list, such as <c>*</c>, <c>10.</c>, <c>b)</c> or <c>(iv)</c>.</summary>
/// <param name="Kind">What kind of list it belongs to.</param>
/// <param name="Text">The mark without its period or brackets; <c>•</c> for any bullet.</param>
/// <param name="Closing">What ends it: <c>.</c>, <c>)</c>, or a space for a bullet.</param>
/// <param name="Length">How many characters it takes, brackets and period included.</param>
public readonly record struct ListMarker(MarkerKind Kind, string Text, char Closing, int Length)
{
    // As long as "xviii", the longest numeral in the table.
    private const int LongestMark = 5;

    // A year at the start of a line marks nothing.
    private const int MostDigits = 3;
    private static readonly string[] RomanNumerals =
        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"];

    /// <summary>The place in its list that the mark names, counted from one; 0 for a bullet.</summary>
    public int Ordinal => Kind switch
    {
        MarkerKind.Number => int.Parse(Text, System.Globalization.CultureInfo.InvariantCulture),
        MarkerKind.Letter => Text[0] - 'a' + 1,
        MarkerKind.Roman => Array.IndexOf(RomanNumerals, Text),
        _ => 0,
    };

    /// <summary>Reads the mark that the text begins with, or null where it begins with none. A single letter is read as a
    /// letter, though it may be a Roman numeral as well: see <see cref="AsRoman"/>.</summary>
    public static ListMarker? TryRead(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return null;
        if (text[0] is '*' or '-' or '+' or '•' or '◦' or '▪' or '●')
            return new ListMarker(MarkerKind.Bullet, "•", ' ', 1);
        var opening = text[0] == '(' ? 1 : 0;
        var end = opening;
        while (end < text.Length && end - opening <= LongestMark && (char.IsAsciiDigit(text[end]) || char.IsAsciiLetterLower(text[end])))
            end++;
        if (end == opening || end - opening > LongestMark || end >= text.Length)
            return null;
        var closing = text[end];
        return closing == ')' || (closing == '.' && opening == 0) ? Named(text[opening..end].ToString(), closing, end + 1) : null;
    }

    /// <summary>The same mark as a Roman numeral, or null where it is none.</summary>
    public ListMarker? AsRoman() =>
        Kind is MarkerKind.Letter or MarkerKind.Roman && Array.IndexOf(RomanNumerals, Text) > 0 ? this with { Kind = MarkerKind.Roman } : null;

    /// <summary>Whether the mark is the next one after another in the same list.</summary>
    public bool Goes(ListMarker after) => IsLike(after) && Ordinal == after.Ordinal + 1;

    /// <summary>Whether two marks are written in the same way, so that they could mark one list.</summary>
    public bool IsLike(ListMarker other) =>
        Kind == other.Kind && Closing == other.Closing && Length - Text.Length == other.Length - other.Text.Length;

    private static ListMarker? Named(string text, char closing, int length)
    {
        if (text.Length <= MostDigits && text.All(char.IsAsciiDigit))
            return new ListMarker(MarkerKind.Number, text, closing, length);
        if (text.Length == 1 && char.IsAsciiLetterLower(text[0]))
            return new ListMarker(MarkerKind.Letter, text, closing, length);
        return Array.IndexOf(RomanNumerals, text) > 0 ? new ListMarker(MarkerKind.Roman, text, closing, length) : null;
    }
}
