using System.Buffers;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Sections;

namespace Equipoise.Eligibility.Reading;

/// <summary>What the words above entries say of each of them, beside what <see cref="LeadIn"/> says of them together.</summary>
/// <param name="Within">When what the entries name counts: "within the past month:".</param>
/// <param name="Current">What is taken counts while it is taken: "Concurrent medication:".</param>
/// <param name="Guard">For whom they count, where the language can say it: "Women:".</param>
/// <param name="Concerns">What they say more, which no rule hands down, concerns whatever stands below: "Donors:", "Cohort A:".</param>
/// <param name="Narrows">It concerns the conditions and treatments below, not the values: "Allergy to any of the following:".</param>
internal sealed record WordsAbove(Window? Within, bool Current, CriterionNode? Guard, bool Concerns, bool Narrows)
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
            Concerns: guard is null && LeadIn.Announces(line) && ((HeadingWords.Say(left, "whom") && !IsOfPatientsToo(words)) || HeadingWords.Are(words, "alone") || AreOfSome(words) || IsForeign(words)),
            Narrows: (HeadingWords.Say(left, "narrows") && !AreOfKinds(words)) || HeadingWords.EndIn(left, "last"));
    }

    // "Donor and patient:", "For patients:"
    private static bool IsOfPatientsToo(string words) => (words.Contains(" and ", StringComparison.Ordinal) && HeadingWords.EndIn(words.Replace(" and ", " ", StringComparison.Ordinal), "patient")) || words is " for patients " or " for subjects " or " for participants ";

    // "Women:", "If female:"
    private static Circumstance? SexOf(string words)
    {
        string? sex = null;
        var line = words.AsSpan().Trim(' ');
        foreach (var range in line.Split(' '))
        {
            var word = line[range];
            if (sex is null && word is ("women" or "woman" or "female" or "females"))
                sex = "female";
            else if (sex is null && word is ("men" or "man" or "male" or "males"))
                sex = "male";
            else if (sex is null ? word is not ("for" or "if" or "in" or "all") : word is not ("patient" or "patients" or "subject" or "subjects" or "participant" or "participants" or "only"))
                return null;
        }

        return sex is null ? null : new Circumstance(CircumstanceKind.Sex, sex);
    }

    // A language that no rule reads
    private static bool IsForeign(string words) => words.AsSpan().ContainsAnyInRange('\u00C0', '\u024F') || words.AsSpan().ContainsAnyInRange('\u0370', '\u1FFF') || words.AsSpan().ContainsAnyInRange('\u3040', '\uD7AF');

    // "Cancer not amenable to surgery, of any of the following eligible tumor types:": the entries are cancers by themselves.
    private static bool AreOfKinds(string words)
    {
        var left = words.AsSpan().TrimEnd(' ');
        if (TakeLast(ref left) is not ("type" or "types" or "subtype" or "subtypes" or "histology" or "histologies" or "diagnosis" or "diagnoses" or "cancers" or "tumors" or "malignancies" or "diseases" or "disorders" or "syndromes"))
            return false;
        var word = TakeLast(ref left);
        while (word is "histologic" or "histological" or "cell" or "cellular" or "tumor" or "disease")
            word = TakeLast(ref left);
        foreach (var before in (ReadOnlySpan<string>)["eligible", "following", "the"])
        {
            if (word.SequenceEqual(before))
                word = TakeLast(ref left);
        }

        while (word is "any" or "one")
            word = TakeLast(ref left);
        return word is "of" or "with" or "including" or "has" or "have";
    }

    private static ReadOnlySpan<char> TakeLast(ref ReadOnlySpan<char> words)
    {
        var blank = words.LastIndexOf(' ');
        var last = words[(blank + 1)..];
        words = words[..Math.Max(blank, 0)];
        return last;
    }

    private static readonly SearchValues<string> Demands = SearchValues.Create(["must ", "should ", "eligible if ", "eligible provided ", "provided ", "need ", "needs ", "require ", "requires "], StringComparison.Ordinal);

    // What may follow "if" and "when" in a line about everybody; "your" and "patients'" begin like the words for them.
    private static readonly string[] Everybody =
    [
        "they", "you", "he", "she", "any", "all", "one", "either", "it", "this", "these", "both", "none", "the following", "the subject", "the patient", "the participant", "a subject", "a patient", "patients", "subjects", "participants", "there", "at least", "meet",
    ];

    // "Patients with brain metastases must have:", "Subjects who take insulin should:", "If on steroids:"
    private static bool AreOfSome(string words)
    {
        var people = false;
        foreach (var range in words.AsSpan().Split(' '))
        {
            var word = words.AsSpan(range);
            var rest = words.AsSpan(range.End.Value);
            if (people && word is ("with" or "who" or "whose" or "receiving" or "undergoing" or "having" or "on" or "treated" or "taking") && rest.ContainsAny(Demands))
                return true;
            people = word is "patients" or "subjects" or "participants" or "those" or "women" or "men" or "children" or "individuals";
            if (word is "if" or "when" && !BeginsAnyOf(rest[1..], Everybody))
                return true;
        }

        return false;
    }

    private static bool BeginsAnyOf(ReadOnlySpan<char> words, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (words.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
