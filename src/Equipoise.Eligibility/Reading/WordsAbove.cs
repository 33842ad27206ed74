using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Sections;

namespace Equipoise.Eligibility.Reading;

/// <summary>What the words above entries say of each of them, beside what <see cref="LeadIn"/> says of them together.</summary>
/// <param name="Within">When what the entries name counts: "within the past month:".</param>
/// <param name="Current">What is taken counts while it is taken: "Concurrent medication:".</param>
/// <param name="Guard">For whom they count, where the language can say it: "Women:".</param>
/// <param name="Concerns">What they say more, which no rule hands down, concerns whatever stands below: "Donors:", "Cohort A:".</param>
/// <param name="Narrows">It concerns the conditions and treatments below, not the values: "Allergy to any of the following:".</param>
internal sealed partial record WordsAbove(Window? Within, bool Current, CriterionNode? Guard, bool Concerns, bool Narrows)
{
    /// <summary>Reads them.</summary>
    /// <param name="line">The words.</param>
    /// <param name="within">The window that stands in them, where a rule read one.</param>
    /// <param name="rest">The words without the window.</param>
    public static WordsAbove Read(ReadOnlySpan<char> line, Window? within, ReadOnlySpan<char> rest)
    {
        var words = HeadingWords.Of(line);
        var left = within is null ? words : HeadingWords.Of(rest);
        var guard = SexOf(words);
        return new WordsAbove(
            within,
            within is null && HeadingWords.Say(words, "current") && !words.Contains(" prior ", StringComparison.Ordinal),
            guard,
            Concerns: guard is null && LeadIn.Announces(line) && ((HeadingWords.Say(left, "whom") && !IsOfPatientsToo(words)) || HeadingWords.Are(words, "alone") || OfSome().IsMatch(words) || IsForeign(words)),
            Narrows: (HeadingWords.Say(left, "narrows") && !OfKinds().IsMatch(words)) || HeadingWords.EndIn(left, "last"));
    }

    // "Donor and patient:", "For patients:"
    private static bool IsOfPatientsToo(string words) => (words.Contains(" and ", StringComparison.Ordinal) && HeadingWords.EndIn(words.Replace(" and ", " ", StringComparison.Ordinal), "patient")) || words is " for patients " or " for subjects " or " for participants ";

    // "Women:", "If female:"
    private static Circumstance? SexOf(string words) => ForWhom().Match(words) is { Success: true } match
        ? new Circumstance(CircumstanceKind.Sex, match.Groups["sex"].Value is "women" or "woman" or "female" or "females" ? "female" : "male")
        : null;

    // A language that no rule reads
    private static bool IsForeign(string words) => words.AsSpan().ContainsAnyInRange('\u00C0', '\u024F') || words.AsSpan().ContainsAnyInRange('\u0370', '\u1FFF') || words.AsSpan().ContainsAnyInRange('\u3040', '\uD7AF');

    [GeneratedRegex(@"^ (?:for |if |in |all )*(?<sex>women|woman|females?|men|man|males?)(?: (?:patients?|subjects?|participants?|only))* $", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ForWhom();

    // "Cancer not amenable to surgery, of the following types:": the entries are cancers by themselves.
    [GeneratedRegex(@" (?:of|with|including|has|have)(?: any| one)*(?: of)?(?: the)?(?: following)?(?: eligible)? (?:histologic |histological |cell |cellular |tumor |disease )*(?:types?|subtypes?|histolog(?:y|ies)|diagnos[ei]s|cancers|tumors|malignancies|diseases|disorders|syndromes) $", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfKinds();

    // "Patients with brain metastases must have:", "Subjects who take insulin should:"
    [GeneratedRegex(@" (?:patients|subjects|participants|those|women|men|children|individuals) (?:with|who|whose|receiving|undergoing|having|on|treated|taking) .*(?:must|should|eligible if|eligible provided|provided|needs?|requires?) | (?:if|when) (?!they|you|he|she|any|all|one|either|your?|it|this|these|both|none|the following|the subject|the patient|the participant|a subject|a patient|patients|subjects|participants|there|at least|meets|meet)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfSome();
}
