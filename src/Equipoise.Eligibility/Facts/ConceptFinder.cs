using System.Text.RegularExpressions;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts;

/// <summary>Finds the concepts that a code or a name in a patient's record means.</summary>
public static partial class ConceptFinder
{
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["http://snomed.info/sct"] = "sct:",
        ["http://hl7.org/fhir/sid/icd-10"] = "icd10:",
        ["http://hl7.org/fhir/sid/icd-10-cm"] = "icd10:",
        ["http://hl7.org/fhir/sid/icd-10-gm"] = "icd10:",
        ["http://fhir.de/CodeSystem/bfarm/icd-10-gm"] = "icd10:",
        ["http://www.nlm.nih.gov/research/umls/rxnorm"] = "rx:",
        ["http://www.whocc.no/atc"] = "atc:",
        ["http://fhir.de/CodeSystem/bfarm/atc"] = "atc:",
    };

    private static readonly string[] NotThePatients = ["family history", "risk of", "at risk", "screening", "suspected", "exclusion of", "ruled out", "prophyla", "education", "assessment", "consult"];

    /// <summary>The conditions that codes and a name mean; empty for none known.</summary>
    public static IReadOnlyList<string> Conditions(IEnumerable<(string? System, string? Code)> codes, IEnumerable<string> names)
    {
        var said = names.Where(IsThePatients).Select(Affirmed).Where(name => name.Length > 0).ToList();
        return Narrowest(TumorNames.Refine(Find(Concepts.Conditions, WordKind.Condition, codes, said), said), Concepts.Conditions);
    }

    /// <summary>The treatments that codes and a name mean; empty for none known.</summary>
    public static IReadOnlyList<string> Therapies(IEnumerable<(string? System, string? Code)> codes, IEnumerable<string> names) =>
        Find(Concepts.Therapies, WordKind.Therapy, codes, names.Where(IsThePatients).Select(Affirmed));

    /// <summary>The code system that a prefix such as <c>icd10:</c> stands for; null for none.</summary>
    public static string? SystemOf(string prefix) => Prefixes.FirstOrDefault(pair => string.Equals(pair.Value, prefix, StringComparison.Ordinal)).Key;

    private static List<string> Find(Concepts concepts, WordKind kind, IEnumerable<(string? System, string? Code)> codes, IEnumerable<string> names)
    {
        var found = new List<string>();
        foreach (var (system, code) in codes)
        {
            if (system is not null && code is not null && Prefixes.TryGetValue(system, out var prefix))
                found.AddRange(Coded(concepts, prefix, code));
        }

        foreach (var name in names)
            found.AddRange(InText(name, kind));
        return Narrowest(found, concepts);
    }

    /// <summary>Each once, without the wider, which say nothing that the narrower do not.</summary>
    internal static List<string> Narrowest(IReadOnlyList<string> found, Concepts concepts) =>
        [.. found.Distinct(StringComparer.Ordinal).Where(name => !found.Any(other => !string.Equals(other, name, StringComparison.Ordinal) && concepts.IsA(other, name)))];

    private static bool IsThePatients(string name) => !NotThePatients.Any(phrase => name.Contains(phrase, StringComparison.OrdinalIgnoreCase));

    // "Carcinoma of larynx without metastases" says nothing of metastases; a comma or semicolon ends what is denied.
    private static string Affirmed(string name)
    {
        if (!Denial().IsMatch(name))
            return name;
        var clauses = name.Split([',', ';']).Select(clause => Denial().Match(clause) is { Success: true } denial ? clause[..denial.Index] : clause);
        return string.Join(',', clauses.Where(clause => !string.IsNullOrWhiteSpace(clause)));
    }

    private static bool IsNegative(string name, TokenList tokens, int end)
    {
        var next = end < tokens.Count && name[tokens[end].Start] is '-' or ':' ? end + 1 : end;
        return next < tokens.Count && name.AsSpan(tokens[next].Start) is var after && (after.StartsWith("negative", StringComparison.OrdinalIgnoreCase) || after.StartsWith("not detected", StringComparison.OrdinalIgnoreCase) || after.StartsWith("absent", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"(?<![\w-])(?:no|not|without|denies|denied|never had|absence of|negative for|free of|lacks)(?![\w-])(?! otherwise specified)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Denial();

    // Codes of ICD-10 and ATC begin with that of their class, with or without a point. An agent of ATC is what its own code says:
    // hydrocortisone is mostly a replacement, although its class is that of the glucocorticoids.
    private static IEnumerable<string> Coded(Concepts concepts, string prefix, string code)
    {
        var plain = code.Replace(".", "", StringComparison.Ordinal);
        var found = concepts.CodesOf(prefix).Where(known => prefix is "icd10:" or "atc:" ? plain.StartsWith(known.Code, StringComparison.OrdinalIgnoreCase) : string.Equals(known.Code, plain, StringComparison.Ordinal)).ToList();
        var longest = prefix is "atc:" && found.Count > 0 ? found.Max(one => one.Code.Length) : 0;
        return found.Where(one => one.Code.Length >= longest).Select(one => one.Name);
    }

    private static List<string> InText(string name, WordKind kind)
    {
        var found = new List<string>();
        var tokens = new TokenList();
        Lexer.Cut(name, 0, Math.Min(name.Length, 400), Lexicon.Default.Spellings, tokens);
        var matches = new List<PhraseMatch>();
        for (var i = 0; i < tokens.Count;)
        {
            matches.Clear();
            Lexicon.Default.Phrases.Find(name, tokens.Array, i, tokens.Count, matches);
            // Two concepts in one phrase say of neither that the patient has it.
            matches.RemoveAll(match => match.Phrase.Value.Contains('+', StringComparison.Ordinal));
            var longest = matches.Count == 0 ? i + 1 : matches[^1].End;
            foreach (var match in matches)
            {
                if (match.End == longest && match.Phrase.Kind == kind && !IsNegative(name, tokens, longest))
                    found.Add(match.Phrase.Value);
            }

            i = longest;
        }
        return found;
    }
}
