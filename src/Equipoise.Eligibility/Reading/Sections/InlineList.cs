namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>Lists written into one line: "a.Blood: i.Neutrophils … ii.Platelets … b.Kidney".</summary>
internal static class InlineList
{
    private static readonly string[] Roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

    // A line with more markers than this is no list that somebody wrote.
    private const int MostMarkers = 400;
    private const int MostBeginnings = 12;
    private const int LongestLabel = 4;

    /// <summary>Where the items of the outermost list begin, with their labels; empty where there is no list of two or more.</summary>
    /// <returns>For each item its marker's first character, its text's first character, and its label.</returns>
    public static List<(int Marker, int Text, string Label)> Find(string text, int start, int end)
    {
        var candidates = Candidates(text, start, end);
        var beginnings = 0;
        for (var first = 0; first < candidates.Count && beginnings < MostBeginnings; first++)
        {
            foreach (var style in Styles)
            {
                if (style(candidates[first].Label) != 1)
                    continue;
                beginnings++;
                var items = Follow(candidates, first, style);
                if (items.Count > 1)
                    return items;
            }
        }

        return [];
    }

    private static readonly Func<string, int>[] Styles =
    [
        label => int.TryParse(label, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0,
        label => label.Length == 1 && char.IsAsciiLetter(label[0]) ? label[0] - 'a' + 1 : 0,
        label => Array.IndexOf(Roman, label) + 1,
    ];

    private static List<(int Marker, int Text, string Label)> Follow(List<(int Marker, int Text, string Label)> candidates, int first, Func<string, int> style)
    {
        var items = new List<(int, int, string)> { candidates[first] };
        for (var i = first + 1; i < candidates.Count; i++)
        {
            if (style(candidates[i].Label) == items.Count + 1)
                items.Add(candidates[i]);
        }

        return items;
    }

    private static List<(int Marker, int Text, string Label)> Candidates(string text, int start, int end)
    {
        var found = new List<(int, int, string)>();
        for (var stop = start; found.Count < MostMarkers; stop++)
        {
            // A marker ends in one of two signs, which are few.
            var next = text.AsSpan(stop, end - stop).IndexOfAny('.', ')');
            if (next < 0)
                break;
            stop += next;
            var label = stop;
            while (label > start && stop - label <= LongestLabel && char.IsAsciiLetterOrDigit(text[label - 1]))
                label--;
            var open = label > start && text[label - 1] == '(' ? 1 : 0;
            var i = label - open;
            if (label == stop || stop - label > LongestLabel || (i > start && !char.IsWhiteSpace(text[i - 1]) && text[i - 1] is not (':' or ';')) || !ListMarker.IsLabel(text.AsSpan(label, stop - label)) || (open == 1 && text[stop] != ')'))
                continue;
            var after = stop + 1;
            // "1.5" and "e.g." are no markers; nor is "grade 2."
            if (after >= end || char.IsAsciiDigit(text[after]) || (!char.IsWhiteSpace(text[after]) && !char.IsUpper(text[after]) && text[stop] == '.') || IsInSentence(text, i, start, stop, open))
                continue;
            while (after < end && char.IsWhiteSpace(text[after]))
                after++;
            if (after < end)
                found.Add((i, after, text[(i + open)..stop].ToLowerInvariant()));
        }

        return found;
    }

    // "grade 1. Then": a number that ends a sentence follows a word and precedes a new sentence.
    private static bool IsInSentence(string text, int marker, int start, int stop, int open)
    {
        if (open == 1 || text[stop] == ')' || marker < start + 2 || !char.IsAsciiDigit(text[marker]))
            return false;
        var before = marker - 2;
        return before >= start && char.IsLetterOrDigit(text[before]);
    }
}
