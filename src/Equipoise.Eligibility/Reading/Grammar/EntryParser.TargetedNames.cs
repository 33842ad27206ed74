using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Treatments that are named by what they aim at or rest on: "anti-CD38 antibody", "BCMA-directed therapy", "docetaxel-based chemotherapy".</summary>
internal sealed partial class EntryParser
{
    // A treatment by what it aims at or rests on, where the tables have no name as long
    private string? WholeTreatment()
    {
        var start = at.Position;
        var longest = at.Here() is [.., { End: var end }] ? end : start;
        if (TakeBased() is { } based && at.Position > longest)
            return based;
        at.Position = start;
        if (!at.Is(WordKind.Therapy) && !at.Is(WordKind.Condition) && TakeTargeted() is { } targeted)
            return targeted;
        at.Position = start;
        return null;
    }

    // A word of no table with which a longer name or a proof may begin: "PSMA-targeted", "microscopically proven"
    private bool MayBeginName(int start) => at.SignAt(start + 1) == '-' || IsTargetName(start) || IsKaryotype(start) || ProofManners.Contains(at[start].Spelling);

    // targeted := "anti-" target [noun] | target ["-" ("targeted" | "directed" | …)] noun
    private string? TakeTargeted()
    {
        var start = at.Position;
        var anti = at.Upper(start) is "ANTI" && at.SignAt(start + 1) == '-';
        if (anti)
            at.Position += 2;
        if (!SkipTarget())
        {
            at.Position = start;
            return null;
        }

        var aimed = at.Sign == '-' && at.Upper(at.Position + 1) is "TARGETED" or "DIRECTED" or "TARGETING" or "BASED" && Rewind(at.Position + 2);
        var end = at.Position;
        while (at.Position < end + 3 && IsAimedWord(at.Position))
            at.Position++;
        if (at.Position > end ? !EndsTreatment() : !anti || aimed || !EndsTreatment())
        {
            at.Position = start;
            return null;
        }

        var name = Singular(Small(at.Text(start, at.Position)));
        return at.Position > end ? name : $"{name} therapy";
    }

    private CriterionNode? ByTarget() => (SharedTargets() ?? Targeting()) is { } targets ? WithTime(targets) : null;

    private const int LongestAim = 12;

    private static readonly WordSet Aims = WordSet.Of("pathway", "receptor", "molecule", "protein", "antigen", "ligand", "signaling", "checkpoint", "mutation", "kinase");

    private static readonly WordSet AimingNouns = WordSet.Of("therapy", "treatment", "agent", "drug", "antibody", "medication", "inhibitor", "compound", "molecule");

    // targeting := noun [("or" | "and") noun] ["specifically"] ("targeting" | "directed against") words of one noun: "T-cell co-stimulation or checkpoint pathways"
    private Therapy? Targeting()
    {
        var start = at.Position;
        if (at.AtEnd || !Has(AimingNouns, start))
            return null;
        at.Position++;
        if (at.Upper(at.Position) is "OR" or "AND" && at.Position + 1 < at.Count && Has(AimingNouns, at.Position + 1))
            at.Position += 2;
        if (at.Upper(at.Position) is "THAT" or "WHICH" && at.Upper(at.Position + 1) is not ("IS" or "ARE"))
            at.Position++;
        if (at.Upper(at.Position) is "SPECIFICALLY" or "SELECTIVELY" or "DIRECTLY")
            at.Position++;
        var words = (at.Upper(at.Position), at.Upper(at.Position + 1)) switch { ("TARGETING" or "TARGET" or "TARGETS" or "BLOCKING", _) => 1, ("DIRECTED", "AGAINST" or "AT" or "TO" or "TOWARD" or "TOWARDS") => 2, _ => 0 };
        at.Position += words;
        var aimed = at.Position;
        while (words > 0 && at.Position < at.Count && at.Position - aimed < LongestAim && (IsInTail(at.Position) || at.IsOnly(at.Position, WordKind.Or, WordKind.Or) || at.Is(WordKind.Gene)))
            at.Position++;
        if (at.Position > aimed && Has(Aims, at.Position - 1) && EndsTreatment())
            return new Therapy(Small(at.Text(start, at.Position)));
        at.Position = start;
        return null;
    }

    private bool IsTargetName(int index)
    {
        return index < at.Count && at[index].Kind == TokenKind.Word && at[index].Spelling.Answer(TargetName);
    }

    private static readonly SpellingTest TargetName = new(word => NamesTarget(word));

    private static bool NamesTarget(ReadOnlySpan<char> word)
    {
        return word.Length is > 1 and < 9 && char.IsAsciiLetterUpper(word[0]) && !word.ContainsAnyInRange('a', 'z') && word is not ("HIV" or "HBV" or "HCV" or "CNS" or "FDA" or "CYP" or "NO" or "OR" or "AND" or "ANY" or "PRIOR");
    }

    private bool IsAimedWord(int index) => index < at.Count && at[index].Kind == TokenKind.Word && (Has(TherapyNouns, index) || at.Upper(index) is "TKI" or "TKIS" or "KINASE" or "TYROSINE" or "MONOCLONAL" or "RADIOLIGAND" or "CELL" or "CELLS" or "TREATMENT" or "TREATMENTS");

    private bool EndsTreatment() => EndsPhrase() || at.Sign is '(' or '/' || at.Is(WordKind.AndOr) || at.Is(WordKind.Within) || at.Is(WordKind.Before) || at.WordIs("for") || at.WordIs("including");

    // based := agent "-" ("based" | "containing") noun: "docetaxel-based chemotherapy"
    private string? TakeBased()
    {
        var start = at.Position;
        if (at.Take(WordKind.Therapy) is not null && at.Sign == '-' && at[at.Position].Glued && at.Upper(at.Position + 1) is "BASED" or "CONTAINING" or "INCLUDING" or "TYPE" or "LIKE")
        {
            at.Position += 2;
            var noun = at.Position;
            if (at.Take(WordKind.Therapy) is not null || at.Upper(noun) is "REGIMEN" or "REGIMENS" or "TREATMENT" or "THERAPY" or "COMBINATION" && Rewind(noun + 1))
            {
                while (at.Upper(at.Position) is "REGIMEN" or "REGIMENS" or "TREATMENT" or "THERAPY")
                    at.Position++;
                return Singular(Small(at.Text(start, at.Position)));
            }
        }

        at.Position = start;
        return null;
    }
}
