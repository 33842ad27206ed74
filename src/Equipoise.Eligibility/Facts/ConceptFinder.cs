using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts;

/// <summary>Finds the concepts that a code or a name in a patient's record means.</summary>
public static class ConceptFinder
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
    public static IReadOnlyList<string> Conditions(IEnumerable<(string? System, string? Code)> codes, IEnumerable<string> names) => Find(Concepts.Conditions, WordKind.Condition, codes, names);

    /// <summary>The treatments that codes and a name mean; empty for none known.</summary>
    public static IReadOnlyList<string> Therapies(IEnumerable<(string? System, string? Code)> codes, IEnumerable<string> names) => Find(Concepts.Therapies, WordKind.Therapy, codes, names);

    /// <summary>The code system that a prefix such as <c>icd10:</c> stands for; null for none.</summary>
    public static string? SystemOf(string prefix) => Prefixes.FirstOrDefault(pair => string.Equals(pair.Value, prefix, StringComparison.Ordinal)).Key;

    private static List<string> Find(Concepts concepts, WordKind kind, IEnumerable<(string? System, string? Code)> codes, IEnumerable<string> names)
    {
        var found = new List<string>();
        foreach (var (system, code) in codes)
        {
            if (system is not null && code is not null && Prefixes.TryGetValue(system, out var prefix))
                found.AddRange(concepts.All.Where(concept => concept.Codes.Any(known => Means(known, prefix, code))).Select(concept => concept.Name));
        }

        foreach (var name in names.Where(name => !NotThePatients.Any(phrase => name.Contains(phrase, StringComparison.OrdinalIgnoreCase))))
            found.AddRange(InText(name, kind));
        // The widest say nothing that the narrower do not.
        return [.. found.Distinct(StringComparer.Ordinal).Where(name => !found.Exists(other => !string.Equals(other, name, StringComparison.Ordinal) && concepts.IsA(other, name)))];
    }

    private static bool Means(string known, string prefix, string code)
    {
        if (!known.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        var mine = known.AsSpan(prefix.Length);
        return prefix is "icd10:" or "atc:" ? code.AsSpan().StartsWith(mine, StringComparison.OrdinalIgnoreCase) : mine.SequenceEqual(code);
    }

    private static List<string> InText(string name, WordKind kind)
    {
        var found = new List<string>();
        var tokens = new List<Token>();
        Lexer.Cut(name, 0, Math.Min(name.Length, 400), Lexicon.Default.Vocabulary, tokens);
        var matches = new List<PhraseMatch>();
        for (var i = 0; i < tokens.Count;)
        {
            matches.Clear();
            Lexicon.Default.Phrases.Find(name, tokens, i, tokens.Count, matches);
            // Two concepts in one phrase say of neither that the patient has it.
            matches.RemoveAll(match => match.Phrase.Value.Contains('+', StringComparison.Ordinal));
            var longest = matches.Count == 0 ? i + 1 : matches[^1].End;
            foreach (var match in matches)
            {
                if (match.End == longest && match.Phrase.Kind == kind)
                    found.Add(match.Phrase.Value);
            }

            i = longest;
        }
        return found;
    }
}
