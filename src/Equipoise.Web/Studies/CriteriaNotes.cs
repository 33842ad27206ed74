using System.Text.RegularExpressions;
using Equipoise.Registry.Reading;

namespace Equipoise.Web.Studies;

/// <summary>What a reader of the criteria has to know that the record does not say: where we read something into it, and
/// where it points to what is not there.</summary>
internal static partial class CriteriaNotes
{
    private static readonly string[] Superscripts = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

    public static IReadOnlyList<string> Of(CriteriaText criteria)
    {
        var notes = new List<string>();
        if (criteria.HasListsOfOurs)
            notes.Add("Where the record writes several points in one line, we have put each on a line of its own.");
        notes.AddRange(criteria.Texts().SelectMany(Readings).Distinct(StringComparer.Ordinal));
        if (Appendices(criteria) is { Count: > 0 } appendices)
            notes.Add($"{string.Join(", ", appendices)} {(appendices.Count == 1 ? "is" : "are")} part of the protocol, which is not in the public record.");
        return notes;
    }

    /// <summary>"Someone aged exactly 80 …": where the structured limit and the words disagree.</summary>
    public static string Of(AgeDisagreement ages)
    {
        var who = ages.FirstYear == ages.LastYear ? $"aged exactly {ages.FirstYear}" : $"aged {ages.FirstYear} to {ages.LastYear}";
        var limit = ages.Stated.IsUpper ? "oldest" : "youngest";
        return $"The record disagrees with itself: its {limit} age is {ages.Structured.Value} years, its criteria say “{ages.Stated.Text}”. If you are {who}, ask the study team.";
    }

    private static IEnumerable<string> Readings(string text) =>
        LostSuperscript.FindIn(text).Select(lost =>
            $"“{text[lost.Start..lost.End]}” is read as {text[lost.Start..lost.Exponent]}{string.Concat(text[lost.Exponent..lost.End].Select(digit => Superscripts[digit - '0']))}: a raised exponent has been lost in the record.");

    private static List<string> Appendices(CriteriaText criteria) =>
        [.. criteria.Texts().SelectMany(text => Appendix().EnumerateMatches(text).ToList(text)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static List<string> ToList(this Regex.ValueMatchEnumerator matches, string text)
    {
        var found = new List<string>();
        foreach (var match in matches)
            found.Add(text.Substring(match.Index, match.Length));
        return found;
    }

    [GeneratedRegex(@"\bAppendix \w{1,3}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Appendix();
}
