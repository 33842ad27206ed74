namespace Equipoise.Registry.Reading;

/// <summary>Reads the little markup that registries write: paragraphs, bulleted and numbered lists within each other, and
/// backslashes before characters that mean themselves. Everything else, such as links, pictures, emphasis and HTML, is the
/// text it looks like.</summary>
/// <remarks>The form is that of the <c>markup</c> fields of the ClinicalTrials.gov API v2. Reading is forgiving where
/// Markdown is strict (an item may be indented by less than its parent's mark), takes time in proportion to the text, and
/// never fails.</remarks>
public static class MarkupReader
{
    /// <summary>Lists within lists beyond this are read as items of the innermost one.</summary>
    public const int DeepestList = 12;

    /// <summary>A bound on the work of reading, for each character of the text.</summary>
    public const int StepsPerCharacter = 20;

    // What a writer of Markdown puts between two lists that must not become one.
    private const string ListSeparator = "<!-- -->";

    /// <summary>Reads a text.</summary>
    public static MarkupText Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var outline = new MarkupOutline();
        long steps = 0;
        foreach (var lineRange in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[lineRange].TrimEnd();
            steps += line.Length + outline.Depth + 1;
            ReadLine(line, outline);
        }

        return new MarkupText(outline.Close(), steps);
    }

    /// <summary>Takes the backslashes off that stand before punctuation.</summary>
    public static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
            return text.ToString();
        var plain = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[i + 1]), char.IsAscii(text[i + 1]), text[i + 1] > ' ') == (false, true, true))
                i++;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    private static void ReadLine(ReadOnlySpan<char> line, MarkupOutline outline)
    {
        var rest = line.TrimStart();
        var indent = Indent(line);
        if (rest.IsEmpty)
            outline.EndParagraph();
        else if (rest.SequenceEqual(ListSeparator))
            outline.EndList(indent);
        else if (Marker(rest, outline.Expected(indent)) is { } marker)
            outline.AddItem(indent, marker, Unescape(rest[marker.Length..].TrimStart()));
        else
            outline.AddLine(indent, Unescape(rest));
    }

    // A tab reaches to the next multiple of four, as in Markdown.
    private static int Indent(ReadOnlySpan<char> line)
    {
        var columns = 0;
        foreach (var character in line)
        {
            if (character == ' ')
                columns++;
            else if (character == '\t')
                columns += 4 - (columns % 4);
            else
                break;
        }

        return columns;
    }

    // Letters and Roman numerals mark an item only where a list of them begins or goes on: "a." may open a sentence.
    private static ListMarker? Marker(ReadOnlySpan<char> rest, (MarkerKind Kind, int Ordinal)? expected)
    {
        if (ListMarker.TryRead(rest) is not { } marker || (marker.Length < rest.Length && !char.IsWhiteSpace(rest[marker.Length])))
            return null;
        if (marker.Kind is MarkerKind.Bullet or MarkerKind.Number)
            return marker;
        if (expected is (MarkerKind.Roman, var next) && marker.AsRoman() is { } roman && roman.Ordinal == next)
            return roman;
        if (marker.Kind == MarkerKind.Letter && (marker.Ordinal == 1 || expected == (MarkerKind.Letter, marker.Ordinal)))
            return marker;
        return marker.AsRoman() is { Ordinal: 1 } first ? first : null;
    }
}
