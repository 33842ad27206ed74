using System.Buffers;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>The headings that begin a section of inclusion or exclusion criteria.</summary>
internal static class Heading
{
    private const int LongestHeading = 110;

    private static readonly SearchValues<string> Exclusion = SearchValues.Create(["exclusion", "excluded if", "are excluded", "will be excluded", "not eligible", "ineligib", "exclude"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Inclusion = SearchValues.Create(["inclusion", "included if", "eligibility criteria", "eligible if", "are eligible", "entry criteria", "disease characteristics", "patient characteristics", "prior concurrent therapy", "prior/concurrent therapy", "eligibility"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What a line begins; null where it is no heading.</summary>
    /// <param name="line">The line without indent, marker and Markdown signs.</param>
    /// <param name="isItem">The line has a list's marker.</param>
    /// <param name="length">How much of it is the heading; the rest is text.</param>
    /// <param name="says">What else it is.</param>
    public static Polarity? Read(ReadOnlySpan<char> line, bool isItem, out int length, out HeadingSays says)
    {
        length = 0;
        says = HeadingSays.Section;
        var colon = line.IndexOf(':');
        var head = colon >= 0 ? line[..colon] : line;
        if (head.Length is 0 or > LongestHeading || head.IndexOfAny("≥≤<>=") >= 0)
            return null;
        if (colon < 0 && head[^1] is ('.' or ','))
            return null;
        var words = Words(head);
        if (colon < 0 && words > 7)
            return null;
        var excludes = head.ContainsAny(Exclusion);
        var includes = head.ContainsAny(Inclusion);
        if ((!excludes && !includes) || words > 14)
            return null;
        // A statement that happens to hold the word: "exclusion of pregnancy by test".
        if (!head.Contains("criteri", StringComparison.OrdinalIgnoreCase) && colon < 0 && words > 3)
            return null;
        if (colon >= 0 && colon + 1 < line.Length && !line[(colon + 1)..].IsWhiteSpace() && !head.Contains("criteri", StringComparison.OrdinalIgnoreCase) && words > 2)
            return null;
        length = colon < 0 ? line.Length : colon + 1;
        var said = HeadingWords.Of(head);
        // "Does not meet the inclusion criteria", "Diabetes is not an exclusion criterion"
        if (Speaks(said) && (colon < 0 || isItem))
            return null;
        if (!head.Contains("criteri", StringComparison.OrdinalIgnoreCase) && !head.Contains("eligib", StringComparison.OrdinalIgnoreCase))
            says = HeadingSays.Part;
        if (!HeadingWords.ArePlain(said) && !said.Contains(" characteristics ", StringComparison.Ordinal))
        {
            var ends = head.TrimEnd(" :*_").EndsWith("xclusion Criteria", StringComparison.Ordinal) || head.TrimEnd(" :*_").EndsWith("nclusion Criteria", StringComparison.Ordinal);
            says = isItem && ends && said.Count(' ') > 4 ? HeadingSays.Statement : HeadingSays.More;
            if (isItem && colon < 0 && !ends && words > 4)
                return null;
        }

        return excludes && !(includes && head.Contains("inclusion", StringComparison.OrdinalIgnoreCase)) ? Polarity.Exclusion : Polarity.Inclusion;
    }

    private static bool Speaks(string words) =>
        words.Contains(" not an exclusion ", StringComparison.Ordinal) || words.Contains(" not exclusion ", StringComparison.Ordinal) || words.StartsWith(" none of the exclusion ", StringComparison.Ordinal) || words.StartsWith(" no exclusion ", StringComparison.Ordinal) || words.StartsWith(" no specific ", StringComparison.Ordinal) ||
        ((words.Contains(" meet ", StringComparison.Ordinal) || words.Contains(" reaching ", StringComparison.Ordinal)) && (words.Contains(" not ", StringComparison.Ordinal) || words.Contains(" failure ", StringComparison.Ordinal) || words.EndsWith(" entry criteria ", StringComparison.Ordinal)));

    private static int Words(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]) && (i == 0 || char.IsWhiteSpace(text[i - 1])))
                count++;
        }

        return count;
    }
}
