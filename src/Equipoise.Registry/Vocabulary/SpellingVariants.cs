using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Equipoise.Registry.Vocabulary;

/// <summary>Other ways to write the same name: Greek letters and their names (<c>interferon α-2b</c>, <c>interferon alfa-2b</c>), Roman and
/// Arabic numerals (<c>type II</c>, <c>type 2</c>), letters and digits with or without a hyphen (<c>IL2</c>, <c>IL-2</c>), and British and
/// American spelling (<c>leukaemia</c>, <c>leukemia</c>).</summary>
/// <remarks>Capitals, accents, plurals and hyphens between words are left to the index, which knows them as the same.</remarks>
public static partial class SpellingVariants
{
    private const int LongestName = 100;

    private static readonly (string Letter, string[] Names)[] Greek =
    [
        ("α", ["alpha", "alfa"]), ("β", ["beta"]), ("γ", ["gamma"]), ("δ", ["delta"]), ("ε", ["epsilon"]), ("ζ", ["zeta"]), ("η", ["eta"]),
        ("θ", ["theta"]), ("κ", ["kappa"]), ("λ", ["lambda"]), ("σ", ["sigma"]), ("τ", ["tau"]), ("ω", ["omega"]),
    ];

    private static readonly string[] Numerals =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];

    // Behind these words a single letter, or any number, is a numeral; behind others only what can hardly be a word.
    private static readonly FrozenSet<string> Numbered = new[]
    {
        "type", "stage", "phase", "grade", "class", "factor", "level", "category", "group", "angiotensin", "collagen", "bipolar", "topoisomerase",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Unmistakable = new[] { "II", "III", "VII", "VIII", "IX", "XI", "XII", "XIII" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly (string British, string American)[] Stems =
    [
        ("tumour", "tumor"), ("oesophag", "esophag"), ("oestr", "estr"), ("haemo", "hemo"), ("haema", "hema"), ("aemia", "emia"), ("aemic", "emic"),
        ("paediatr", "pediatr"), ("orthopaed", "orthoped"), ("gynaecolog", "gynecolog"), ("anaesthe", "anesthe"), ("caesarean", "cesarean"),
        ("rrhoea", "rrhea"), ("pnoea", "pnea"), ("foet", "fet"), ("oedema", "edema"), ("coeliac", "celiac"), ("faec", "fec"), ("sulph", "sulf"),
        ("behaviour", "behavior"), ("labour", "labor"), ("centre", "center"), ("fibre", "fiber"), ("ageing", "aging"), ("aetiolog", "etiolog"),
        ("aluminium", "aluminum"), ("paenia", "penia"), ("randomis", "randomiz"), ("immunis", "immuniz"), ("hospitalis", "hospitaliz"), ("programme", "program"),
    ];

    /// <summary>The other spellings, each once; none for a name that is written but one way.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        if (name.Length > LongestName)
            return [];
        var spellings = new List<string> { name };
        // Each rule takes on what those before it made, so that a name with two such places is found in all ways.
        foreach (var rule in new Func<string, IEnumerable<string>>[] { Letters, Numbers, Hyphens, Stemmed })
            spellings = [.. spellings.Concat(spellings.SelectMany(rule)).Distinct(StringComparer.OrdinalIgnoreCase)];
        return [.. spellings.Skip(1)];
    }

    private static IEnumerable<string> Letters(string text)
    {
        foreach (var (letter, names) in Greek)
        {
            var upper = letter.ToUpperInvariant();
            if (text.Contains(letter, StringComparison.Ordinal) || text.Contains(upper, StringComparison.Ordinal))
            {
                foreach (var name in names)
                    yield return WithName(text, letter, upper, name);
            }

            foreach (var name in names)
            {
                if (!HasWord(text, name))
                    continue;
                yield return ReplaceWord(text, name, letter);
                foreach (var other in names.Where(other => !string.Equals(other, name, StringComparison.Ordinal)))
                    yield return ReplaceWord(text, name, other);
            }
        }
    }

    // TNFα is TNF-alpha: what the letter is joined to stays apart from its name.
    private static string WithName(string text, string letter, string upper, string name) =>
        text.Replace(upper, letter, StringComparison.Ordinal).Replace(letter, $"-{name}-", StringComparison.Ordinal)
            .Replace("--", "-", StringComparison.Ordinal).Replace(" -", " ", StringComparison.Ordinal).Replace("- ", " ", StringComparison.Ordinal).Trim('-');

    private static IEnumerable<string> Numbers(string text)
    {
        var words = text.Split(' ');
        for (var at = 1; at < words.Length; at++)
        {
            var isNumbered = Numbered.Contains(words[at - 1]);
            var roman = isNumbered || Unmistakable.Contains(words[at]) ? Array.FindIndex(Numerals, numeral => string.Equals(numeral, words[at], StringComparison.OrdinalIgnoreCase)) : -1;
            if (roman >= 0)
                yield return With(words, at, (roman + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            else if (isNumbered && int.TryParse(words[at], System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Numerals.Length)
                yield return With(words, at, Numerals[number - 1]);
        }
    }

    private static IEnumerable<string> Hyphens(string text)
    {
        if (LettersThenDigits().Replace(text, "${letters}-${digits}") is var hyphened && !string.Equals(hyphened, text, StringComparison.Ordinal))
            yield return hyphened;
    }

    private static IEnumerable<string> Stemmed(string text)
    {
        var (american, british) = (text, text);
        foreach (var stem in Stems)
        {
            american = american.Replace(stem.British, stem.American, StringComparison.OrdinalIgnoreCase);
            if (!british.Contains(stem.British, StringComparison.OrdinalIgnoreCase))
                british = british.Replace(stem.American, stem.British, StringComparison.OrdinalIgnoreCase);
        }

        if (!string.Equals(american, text, StringComparison.Ordinal))
            yield return american;
        else if (!string.Equals(british, text, StringComparison.Ordinal))
            yield return british;
    }

    private static string With(string[] words, int at, string word) => string.Join(' ', words.Select((known, number) => number == at ? word : known));

    private static bool HasWord(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetter(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetter(text[at + word.Length]));
    }

    private static string ReplaceWord(string text, string word, string other)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return $"{text[..at]}{other}{text[(at + word.Length)..]}";
    }

    [GeneratedRegex(@"\b(?<letters>[A-Za-z]{2,5}) ?(?<digits>[0-9]{1,4})\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex LettersThenDigits();
}
