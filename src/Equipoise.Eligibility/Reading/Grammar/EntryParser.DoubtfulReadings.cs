using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Readings that hold every word and still may not be what was said: a word that aims elsewhere ("asymptomatic for infections"), a noun that says nothing without
/// the organ of the one before ("bowel obstruction, stricture"), a name with a list in it.</summary>
internal sealed partial class EntryParser
{
    // What needs to be told where it is
    private static readonly WordSet NeedsPlace = WordSet.Of("inflammation", "stricture", "stenosis", "perforation", "obstruction", "occlusion", "rupture", "narrowing", "dilatation", "dilation", "enlargement", "malformation", "adhesion", "prolapse", "atrophy");

    // Parts of a name that no name has
    private static readonly string[] NeverInNames = [" like ", " of any type", " of any kind", "unstable current ", "moderate advanced", "mild severe", "mild advanced", " in anamnesis", "allergic reaction due ", "allergic reaction for ", "allergic reaction on "];

    // Beginnings that belong to somebody, or to what is said of a disease
    private static readonly string[] NeverFirst = ["presenting ", "treated currently "];

    private void DoubtReadings(CriterionNode tree)
    {
        CriterionNode? before = null;
        foreach (var leaf in Leaves(tree))
        {
            if (leaf is Therapy { Concept: var given } && given.StartsWith("treated ", StringComparison.Ordinal))
                residue.Add(0);
            if (NameOf(leaf) is { } name && (Array.Exists(NeverInNames, part => name.Contains(part, StringComparison.Ordinal)) || Array.Exists(NeverFirst, part => name.StartsWith(part, StringComparison.Ordinal)) || NeedsPlaceOf(before, name)))
                residue.Add(0);
            before = leaf;
        }

        var last = at.Count - 1;
        for (var i = 0; i <= last; i++)
        {
            if (at[i].Kind == TokenKind.Word && Turning.Contains(at[i].Spelling) && TurnsReading(i, tree))
                residue.Add(i);
        }
    }

    // "bowel obstruction, stricture or perforation": of the bowel
    private static bool NeedsPlaceOf(CriterionNode? before, string name) =>
        NeedsPlace.Contains(name) && before is not null && NameOf(before) is { } first && first.LastIndexOf(' ') is > 0 and var blank && (NeedsPlace.Contains(first.AsSpan(blank + 1)) || first.EndsWith(" disease", StringComparison.Ordinal) || first.EndsWith(" injury", StringComparison.Ordinal));

    private static readonly WordSet Turning = WordSet.Of("asymptomatic", "candidate", "candidates", "for", "following", "child", "recent", "allergies", "allergy", "hypersensitivity", "reaction", "reactions", "tested", "of", "no", "not");

    private bool TurnsReading(int index, CriterionNode tree) => at.Upper(index) switch
    {
        // "asymptomatic for genital infections": who has none
        "ASYMPTOMATIC" => at.Upper(index + 1) is "FOR",
        // "thoracic surgery candidate": nobody had it
        "CANDIDATE" or "CANDIDATES" => !Names(tree, "candidate") && Leaves(tree).Any(leaf => leaf is Therapy { Exists: true }) && at.Upper(index + 1) is not "FOR",
        // "a stent for less than 12 months": no age
        "FOR" => index > 0 && Has(index + 1, WordKind.Operator) && Leaves(tree).Any(leaf => leaf is AgeLimit) && Leaves(tree).Any(IsExistence) && !at.Holds(WordKind.Age),
        // "one of the following malignancies:": the list tells which
        "FOLLOWING" => at.SignAt(at.Count - 1) == ':' && at.Upper(index - 1) is "THE" && at.Upper(index - 2) is "OF" && ColonBefore(at.Count) == at.Count - 1,
        // "if cirrhosis, Child A with bilirubin …"
        "CHILD" => at.Word(index + 1) is "A" or "B" or "C" && !Names(tree, "Child"),
        // "recent history of infarction, stroke": of each
        "RECENT" => at.Upper(index + 1) is "HISTORY" && at.Upper(index + 2) is "OF" && tree is AnyOf { Of: { Count: > 1 } parts } && NameOf(parts[0]) is { } first && first.StartsWith("recent ", StringComparison.Ordinal) && !parts.Skip(1).All(part => NameOf(part)?.StartsWith("recent ", StringComparison.Ordinal) != false),
        // "aspirin or clopidogrel allergies": to each
        "ALLERGIES" or "ALLERGY" or "HYPERSENSITIVITY" => index > 2 && EndsAt(index + 1) && tree is AnyOf { Of: { Count: > 1 } agents } && agents.Any(part => part is Therapy) && NameOf(agents[^1])?.Contains("allerg", StringComparison.Ordinal) == true,
        // "serious allergy, or any serious reaction to x": the first is to it as well
        "REACTION" or "REACTIONS" => at.Upper(index + 1) is "TO" && tree is AnyOf { Of: { Count: > 1 } told } && NameOf(told[0]) is { } bare && bare.EndsWith(" allergic reaction", StringComparison.Ordinal) && told.Skip(1).All(part => NameOf(part)?.Contains("allergy to ", StringComparison.Ordinal) == true),
        "TESTED" => at.Upper(index + 1) is "DRUG" or "DRUGS" or "PRODUCT" or "PRODUCTS" && !Names(tree, "allergy to tested") && Names(tree, "aller"),
        // "no evidence of insufficiency and bilirubin no greater than 2.5": the limit is not denied
        "NO" or "NOT" => index > 0 && at.Upper(index + 1) is "GREATER" or "MORE" or "HIGHER" or "LESS" or "LOWER" && tree is Not { Of: AnyOf { Of: var denied } } && denied.Any(IsExistence) && denied.Any(part => part is Measurement),
        // "lymphoma or carcinoma of the breast": both of it
        "OF" => IsSiteOfBoth(index, tree),
        _ => false,
    };

    // "adenocarcinoma or ductal carcinoma in situ of the breast", where the first has no site
    private bool IsSiteOfBoth(int of, CriterionNode tree)
    {
        var site = at.Upper(of + 1) is "THE" ? of + 2 : of + 1;
        if (tree is not (AnyOf or AllOf) || site >= at.Count || at[site].Kind != TokenKind.Word || !EndsAt(site + 1))
            return false;
        var tumors = tree.Parts.Select(NameOf).Where(name => name is not null && name.Contains("carcinoma", StringComparison.Ordinal) || name?.EndsWith("sarcoma", StringComparison.Ordinal) == true || name?.EndsWith("lymphoma", StringComparison.Ordinal) == true).ToList();
        return tumors.Count > 1 && tumors.Exists(name => !Histology(name!).SequenceEqual(Histology(tumors[0]!))) && tumors.Exists(name => !name!.Contains(at.Word(site), StringComparison.OrdinalIgnoreCase) && name.IndexOf(" of ", StringComparison.Ordinal) < 0 && IsAsWritten(name)) && at.Upper(of - 1) is not ("CELL" or "HISTORY" or "DIAGNOSIS" or "TYPE" or "ONE" or "EVIDENCE");
    }

    // "cervical adenocarcinoma" of "adenocarcinoma or squamous cell carcinoma of the cervix" has got its site.
    private bool IsAsWritten(string name)
    {
        var written = at.Text(0, at.Count);
        return name.Split(' ').All(word => written.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    // The last two words of a tumor's name
    private static ReadOnlySpan<char> Histology(string name) => name.AsSpan(name.LastIndexOf(' ', Math.Max(0, name.LastIndexOf(' ') - 1)) + 1);
}
