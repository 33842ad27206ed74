using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>What the words of a criterion say that its tree does not hold.</summary>
/// <param name="SpeaksOfPast">A condition that is over counts: "History of pneumonia" asks for any; whether "pneumonia" asks for more than one that goes
/// on, only a person can say.</param>
/// <param name="Excepts">What is said not to be so does not count, rather than must not be there: "drugs against HIV other than zidovudine".</param>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct Wording(bool SpeaksOfPast, bool Excepts)
{
    /// <summary>The wording of each criterion by its id. What a heading says of the past holds for what stands below it.</summary>
    public static IReadOnlyDictionary<string, Wording> Of(IReadOnlyList<Criterion> criteria)
    {
        var found = new Dictionary<string, Wording>(StringComparer.Ordinal);
        foreach (var criterion in criteria)
        {
            var isBelow = criterion.Parent is { } parent && found.TryGetValue(parent, out var heading) && heading.SpeaksOfPast;
            found[criterion.Id] = new Wording(isBelow || Past().IsMatch(criterion.Text), Exception().IsMatch(criterion.Text));
        }

        return found;
    }

    [GeneratedRegex(@"\b(?:histor(?:y|ies)|prior|previous(?:ly)?|past|ever|never|had|was|were|been|former(?:ly)?|before|earlier|(?:any|some) ?time|lifetime|survivors?|in remission|resolved|cured|treated)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Past();

    [GeneratedRegex(@"\b(?:except(?:ion|ions|ing|ed)?|excluding|other than|apart from|aside from|besides|unless|but (?:for|not)|allowed|permitted|eligible|acceptable|not count(?:ed|ing)?|does not include)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Exception();
}
