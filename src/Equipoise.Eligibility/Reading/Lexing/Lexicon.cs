using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>All phrases of the tables, ready to be found in a text.</summary>
internal sealed class Lexicon
{
    // The words of most criteria: a few thousand spellings
    private const int KeptSpellings = 32768;

    private Lexicon()
    {
        Spellings = new Spellings(Vocabulary, KeptSpellings);
        Phrases = new PhraseTrie(Vocabulary);
        Units = new PhraseTrie(Vocabulary);
        foreach (var row in TerminologyTable.Words)
        {
            var kind = Enum.Parse<WordKind>(row[0].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            foreach (var spelling in TerminologyTable.List(row[2]))
                Phrases.Add(spelling, kind, row[1]);
        }

        foreach (var variable in Variables.All)
        {
            foreach (var spelling in variable.Aliases)
                Phrases.Add(spelling, WordKind.Variable, variable.Id);
        }

        Add(Concepts.Conditions, WordKind.Condition);
        AddStatesOfTumors();
        Add(Concepts.Therapies, WordKind.Therapy);
        foreach (var row in TerminologyTable.Read("units.tsv"))
        {
            foreach (var spelling in TerminologyTable.List(row[1]))
                Units.Add(spelling, WordKind.Number, row[0]);
        }
    }

    public static Lexicon Default { get; } = new();

    public Vocabulary Vocabulary { get; } = new();

    /// <summary>How words are written, in texts that are read.</summary>
    public Spellings Spellings { get; }

    /// <summary>Everything but units.</summary>
    public PhraseTrie Phrases { get; }

    /// <summary>Units, which are looked for only after a number.</summary>
    public PhraseTrie Units { get; }

    private void Add(Concepts concepts, WordKind kind)
    {
        foreach (var concept in concepts.All)
        {
            foreach (var spelling in concept.Aliases)
                Phrases.Add(spelling, kind, concept.Name);
        }
    }

    // "mTNBC", "rGBM", "nmCRPC": what is said of a tumor in a small letter before its initials
    private void AddStatesOfTumors()
    {
        (string Letters, string State)[] states = [("m", "metastatic"), ("nm", "nonmetastatic"), ("r", "recurrent"), ("la", "locally advanced"), ("a", "advanced")];
        foreach (var concept in Concepts.Conditions.All)
        {
            if (concept.Name.StartsWith("metastatic", StringComparison.Ordinal) || !Concepts.Conditions.IsA(concept.Name, "cancer"))
                continue;
            foreach (var spelling in concept.Aliases)
            {
                var initials = spelling.TrimStart('=');
                if (initials.Length is < 2 or > 6 || initials.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
                    continue;
                foreach (var (letters, state) in states)
                {
                    if (Concepts.Conditions.FindSpelling(letters + initials) is null)
                        Phrases.Add($"={letters}{initials}", WordKind.Condition, $"{state} {concept.Name}");
                }
            }
        }
    }
}
