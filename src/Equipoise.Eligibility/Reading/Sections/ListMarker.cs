using System.Buffers;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>The bullet or number at the start of a list item.</summary>
internal static class ListMarker
{
    private const string Bullets = "*-•·●○▪■◦–—‣⁃➢►\uF0B7\uF0A7§";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("ivxIVX");

    /// <summary>The length of the marker with the blanks after it; zero where there is none.</summary>
    /// <param name="line">A line without its indent.</param>
    /// <param name="label">The number or letter; null for a bullet.</param>
    public static int Read(ReadOnlySpan<char> line, out string? label)
    {
        label = null;
        if (line.Length == 0)
            return 0;
        var escaped = line[0] == '\\' ? 1 : 0;
        if (escaped < line.Length && Bullets.Contains(line[escaped], StringComparison.Ordinal) && IsBlank(line, escaped + 1))
            return Blanks(line, escaped + 1);
        if (line[0] == 'o' && line.Length > 2 && line[1] == ' ' && char.IsUpper(line[2]))
            return 2;
        var open = line[0] == '(' ? 1 : 0;
        var end = open;
        while (end < line.Length && end - open < 5 && (char.IsAsciiLetterOrDigit(line[end]) || (line[end] == '.' && end > open && end + 1 < line.Length && char.IsAsciiDigit(line[end + 1]) && char.IsAsciiDigit(line[end - 1]))))
            end++;
        if (end == open || !IsLabel(line[open..end]))
            return 0;
        var stop = end;
        if (stop < line.Length && line[stop] == '\\')
            stop++;
        if (stop >= line.Length || line[stop] is not ('.' or ')' or ':') || (open == 1 && line[stop] != ')') || (line[stop] == ':' && end - open > 2))
            return 0;
        if (!IsBlank(line, stop + 1) && !(stop + 1 < line.Length && char.IsUpper(line[stop + 1]) && char.IsAsciiDigit(line[open])))
            return 0;
        label = line[open..end].ToString().ToLowerInvariant();
        return Blanks(line, stop + 1);
    }

    /// <summary>Whether a word is a label of a list: a number, one letter or a small Roman numeral.</summary>
    public static bool IsLabel(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 5)
            return false;
        if (word.Length == 1)
            return char.IsAsciiLetterOrDigit(word[0]);
        return word.IndexOfAnyExcept(Digits) < 0 ? word.Length <= 5 && char.IsAsciiDigit(word[0]) : word.IndexOfAnyExcept(RomanDigits) < 0;
    }

    private static bool IsBlank(ReadOnlySpan<char> line, int position) => position >= line.Length || char.IsWhiteSpace(line[position]);

    private static int Blanks(ReadOnlySpan<char> line, int position)
    {
        while (position < line.Length && char.IsWhiteSpace(line[position]))
            position++;
        return position;
    }
}
