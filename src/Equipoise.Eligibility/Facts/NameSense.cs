using System.Text.RegularExpressions;

namespace Equipoise.Eligibility.Facts;

/// <summary>What the words around the name of a condition or treatment make of it: "leptomeningeal disease?", "mother: leptomeningeal disease",
/// "pembrolizumab or placebo". Such a name never says that the patient has it.</summary>
internal static partial class NameSense
{
    /// <summary>The name without the words of a suspicion; null where it has none.</summary>
    public static string? Suspected(string name)
    {
        var plain = Suspicion().Replace(name, " ").Trim(' ', ':', ',', '-');
        return plain.Length < name.Trim().Length && plain.Length > 0 && Suspicion().IsMatch(name) ? plain : null;
    }

    /// <summary>Whether a condition is somebody else's, a risk, or something that is feared or prevented.</summary>
    public static bool IsAnothers(string name) => Another().IsMatch(name);

    /// <summary>Whether the name says that there is no such condition.</summary>
    public static bool IsDenied(string name) => Denied().IsMatch(name);

    /// <summary>Whether it is open that a treatment was given: one arm of a blinded trial, one that was planned, refused or not borne.</summary>
    public static bool IsOpenTreatment(string name) => OpenTreatment().IsMatch(name);

    [GeneratedRegex(@"\b(?:suspected|suspicion of|possible|possibly|probable|probably|presumed|presumptive|questionable|query|rule[- ]?out|differential(?: diagnosis)?|concern for|cannot exclude|tbc)\b|(?<![\w])r/o\b|\?|\bD/D\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Suspicion();

    [GeneratedRegex(@"\b(?:mother|father|parents?|brothers?|sisters?|siblings?|sons?|daughters?|husband|wife|spouse|aunts?|uncles?|grand(?:mother|father|parents?)|cousins?|relatives?|maternal (?:aunt|uncle|grand\w+|history)|paternal|family history|fear of|worr(?:y|ied)|phobia|at risk|risk of|counsel+ing|prevention of|(?:vaccination|immuni[sz]ation|vaccine) (?:against|for))\b|^(?:exposure to|contact with)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Another();

    [GeneratedRegex(@"\b(?:excluded|ruled out|refuted|not confirmed|unconfirmed|unlikely|no longer suspected)\b|^(?:no|not|without|denies|denied|never had|absence of|negative for|free of)\b(?! otherwise specified)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(?:placebo|sham|blinded|allerg(?:y|ic)(?! immunotherapy)|intoleran(?:t|ce)|hypersensitiv\w+|contraindicat\w+|refused|refuses|refusal|declined|declines|planned|scheduled|considered?|candidate for|not given|not done|versus|vs|(?:mother|father|husband|wife)(?=:))\b|\?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex OpenTreatment();
}
