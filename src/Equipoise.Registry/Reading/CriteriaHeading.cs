namespace Equipoise.Registry.Reading;

/// <summary>A line that says which kind of criteria follow.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">The line, or the part of it that is the heading.</param>
/// <param name="Rest">What follows the heading on the same line.</param>
internal sealed record CriteriaHeading(CriteriaKind Kind, string Text, string Rest)
{
    private const int Longest = 120;
    private const int MostWordsWithoutColon = 6;
    private const int MostWordsBefore = 3;

    /// <summary>Reads a line without its indent; null where it is no heading.</summary>
    public static CriteriaHeading? TryRead(ReadOnlySpan<char> line)
    {
        var isItem = ListMarker.TryRead(line) is { } marker && marker.Length < line.Length && line[marker.Length] == ' ';
        var text = (isItem ? line[ListMarker.TryRead(line)!.Value.Length..].TrimStart() : line).Trim("#*_ ");
        if (KindOf(text) is not { } kind)
            return null;
        var colon = text.IndexOf(':');
        if (colon >= 0 && colon < text.Length - 1)
            return !isItem && OpensLine(text[..colon]) ? new CriteriaHeading(kind, MarkupReader.Unescape(text[..(colon + 1)]), text[(colon + 1)..].Trim().ToString()) : null;
        var words = Words(text);
        var isHeading = isItem ? colon >= 0 && OpensLine(text[..colon]) : colon >= 0 ? text.Length <= Longest : words <= MostWordsWithoutColon && text[^1] is not ('.' or ';' or ',');
        return isHeading ? new CriteriaHeading(kind, MarkupReader.Unescape(text), "") : null;
    }

    /// <summary>Where within a line another heading begins, or -1.</summary>
    public static int Within(string line, CriteriaKind other) =>
        line.IndexOf($"{other} criteria:", StringComparison.OrdinalIgnoreCase);

    // "Key Inclusion Criteria", but not "Patients who meet none of the exclusion criteria".
    private static bool OpensLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf("clusion", StringComparison.OrdinalIgnoreCase);
        return end >= 0 && Words(text[..Math.Max(0, end - 2)]) <= MostWordsBefore - 1 && Words(text) <= MostWordsWithoutColon;
    }

    private static CriteriaKind? KindOf(ReadOnlySpan<char> text)
    {
        // Whatever says both is about criteria, and heads none.
        var head = text.Length > Longest ? text[..Longest] : text;
        var inclusion = head.IndexOf("inclusion", StringComparison.OrdinalIgnoreCase);
        var exclusion = head.IndexOf("exclusion", StringComparison.OrdinalIgnoreCase);
        if (inclusion < 0 == exclusion < 0 && (inclusion < 0 || head.IndexOf(':') is var colon && (colon < 0 || (inclusion < colon) == (exclusion < colon))))
            return null;
        var kind = inclusion >= 0 && (exclusion < 0 || inclusion < exclusion) ? CriteriaKind.Inclusion : CriteriaKind.Exclusion;
        return head.Contains("criteri", StringComparison.OrdinalIgnoreCase) || head.TrimEnd(" :").Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase) ? kind : null;
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        var words = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]) && (i == 0 || char.IsWhiteSpace(text[i - 1])))
                words++;
        }

        return words;
    }
}
