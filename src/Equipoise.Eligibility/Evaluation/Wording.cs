using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>What the words of a criterion say that its tree does not hold.</summary>
/// <param name="SpeaksOfPast">A condition that is over counts: "History of pneumonia" asks for any; whether "pneumonia" asks for more than one that goes
/// on, only a person can say.</param>
/// <param name="Excepts">What is said not to be so does not count, rather than must not be there: "drugs against HIV other than zidovudine".</param>
/// <param name="Denies">It begins with a denial.</param>
/// <param name="IsNoted">A note or an exception stands below it, which its tree does not know.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct Wording(bool SpeaksOfPast, bool Excepts, bool Denies, bool IsNoted)
{
    /// <summary>Whether a criterion for exclusion denies what would exclude: "No major surgery within 4 weeks". Authors who keep one list write so and mean that
    /// it must be absent; taken to the letter it excludes who was never operated on.</summary>
    public bool IsTurnedRound(Criterion criterion) => Denies && criterion is { Polarity: Polarity.Exclusion, Tree: { } tree } && IsDenial(tree);

    /// <summary>Whether only a person can say what a criterion means that was read whole.</summary>
    public bool NeedsPerson(Criterion criterion) => IsNoted || IsTurnedRound(criterion);

    private static bool IsDenial(CriterionNode node) => node switch
    {
        Not or Condition { Exists: false } or Therapy { Exists: false } or Circumstance { Exists: false } => true,
        AllOf or AnyOf => node.Parts.All(IsDenial),
        _ => false,
    };

    /// <summary>The wording of each criterion by its id. What a heading says of the past holds for what stands below it.</summary>
    public static IReadOnlyDictionary<string, Wording> Of(IReadOnlyList<Criterion> criteria)
    {
        var found = new Dictionary<string, Wording>(StringComparer.Ordinal);
        var noted = criteria.Where(criterion => criterion is { Parent: not null, Evaluability: not Evaluability.Computable } && Note().IsMatch(criterion.Text)).Select(criterion => criterion.Parent!).ToHashSet(StringComparer.Ordinal);
        foreach (var criterion in criteria)
        {
            var isBelow = criterion.Parent is { } parent && found.TryGetValue(parent, out var heading) && heading.SpeaksOfPast;
            found[criterion.Id] = new Wording(isBelow || Past().IsMatch(criterion.Text), Exception().IsMatch(criterion.Text), Denial().IsMatch(criterion.Text), noted.Contains(criterion.Id));
        }

        return found;
    }

    [GeneratedRegex(@"\b(?:histor(?:y|ies)|prior|previous(?:ly)?|past|ever|never|had|was|were|been|former(?:ly)?|before|earlier|(?:any|some) ?time|lifetime|survivors?|in remission|resolved|cured|treated)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Past();

    [GeneratedRegex(@"^\W*(?:note|n\.?b\b|exceptions?|except|unless|however|allowed|permitted)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Note();

    [GeneratedRegex(@"^\W*(?:no|not|none|never|without|must not|may not)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Denial();

    [GeneratedRegex(@"\b(?:except(?:ion|ions|ing|ed)?|excluding|other than|apart from|aside from|besides|unless|but (?:for|not)|allowed|permitted|eligible|acceptable|not count(?:ed|ing)?|does not include)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Exception();
}
