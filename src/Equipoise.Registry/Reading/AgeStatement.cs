namespace Equipoise.Registry.Reading;

/// <summary>Finds the age limits that criteria state in words, to lay them beside the structured ones.</summary>
/// <remarks>Reads only what is plain: comparisons such as "≥ 18 and &lt; 80" in the first words after "age" or "aged". What it does not
/// read it does not report.</remarks>
public static class AgeStatement
{
    // "Age ≥ 18 and < 80 years old at the time of enrolment": further on stands something else.
    private const int Reach = 60;
    private const int OldestAge = 120;

    private static readonly (string Words, bool IsUpper, bool IsInclusive)[] Comparisons =
    [
        ("≥", false, true), (">=", false, true), ("=>", false, true), ("at least", false, true),
        ("≤", true, true), ("<=", true, true), ("=<", true, true), ("up to", true, true),
        (">", false, false), ("older than", false, false), ("over", false, false),
        ("<", true, false), ("younger than", true, false), ("under", true, false), ("less than", true, false),
    ];

    /// <summary>The first lower and the first upper limit that the criteria state; either may be missing.</summary>
    public static IReadOnlyList<AgeBound> FindIn(IEnumerable<string> criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        foreach (var criterion in criteria)
        {
            if (Start(criterion) is var start and >= 0 && Read(criterion.AsSpan(start, Math.Min(Reach, criterion.Length - start))) is { Count: > 0 } found)
                return found;
        }

        return [];
    }

    // Where the first word about age ends, if it opens the criterion or nearly does.
    private static int Start(string criterion)
    {
        var head = criterion.AsSpan(0, Math.Min(Reach, criterion.Length));
        foreach (var word in (ReadOnlySpan<string>)["aged", "ages", "age"])
        {
            var at = head.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            var end = at + word.Length;
            if (at >= 0 && (at == 0 || !char.IsLetter(head[at - 1])) && (end == head.Length || !char.IsLetter(head[end])))
                return end;
        }

        return -1;
    }

    private static List<AgeBound> Read(ReadOnlySpan<char> text)
    {
        var sentence = text.IndexOfAny(".;(");
        if (sentence >= 0)
            text = text[..sentence];
        // Ages of children are often given in months; those are for people to read.
        if (text.Contains("month", StringComparison.OrdinalIgnoreCase) || text.Contains("week", StringComparison.OrdinalIgnoreCase))
            return [];
        var bounds = new List<AgeBound>();
        for (var i = 0; i < text.Length && bounds.Count < 2; i++)
        {
            if (At(text[i..]) is not { } bound)
                continue;
            if (!bounds.Exists(known => known.IsUpper == bound.IsUpper))
                bounds.Add(bound);
            i += bound.Text.Length - 1;
        }

        return bounds;
    }

    private static AgeBound? At(ReadOnlySpan<char> text)
    {
        foreach (var (words, isUpper, isInclusive) in Comparisons)
        {
            if (!text.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                continue;
            var number = words.Length;
            while (number < text.Length && text[number] == ' ')
                number++;
            var end = number;
            while (end < text.Length && char.IsAsciiDigit(text[end]) && end - number < 4)
                end++;
            return end > number && int.Parse(text[number..end], System.Globalization.CultureInfo.InvariantCulture) is var years and <= OldestAge
                ? new AgeBound(isUpper, years, isInclusive, text[..end].ToString())
                : null;
        }

        return null;
    }
}
