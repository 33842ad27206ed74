using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>How a diagnosis was proven, which changes nothing of what it is, and what brought a disease about, which narrows it by its name.</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet ProofManners = WordSet.Of(
        "histologic", "histological", "histologically", "histopathologic", "histopathological", "histopathologically", "cytologic", "cytological", "cytologically", "pathologic", "pathological", "pathologically", "biopsy", "tissue", "microscopic", "microscopically",
        "cytopathologic", "cytopathologically", "immunohistochemically", "morphologically", "radiographic", "radiographically", "radiologic", "radiologically", "serologically", "molecularly");

    private static readonly WordSet ProofVerbs = WordSet.Of("confirmed", "documented", "proven", "proved", "verified", "diagnosed", "established", "determined", "confirmable");

    private static readonly WordSet ProofNouns = WordSet.Of("documentation", "confirmation", "proof", "evidence", "diagnosis", "verification");

    private static readonly WordSet ProofMeans = WordSet.Of(
        "histology", "cytology", "histopathology", "pathology", "biopsy", "biopsies", "imaging", "mri", "ct", "scan", "scans", "radiology", "radiograph", "radiography", "immunohistochemistry", "morphology", "examination", "review", "fna", "aspirate", "aspiration", "needle", "fine", "core",
        "surgical", "specimen", "tissue", "bone", "marrow", "lymph", "node", "flow", "cytometry", "central", "local", "analysis", "the", "a", "an", "or", "and", "of", "tumor", "sample");

    // proof := manner (link manner)* (verb | noun "of")
    private bool SkipProof()
    {
        var start = at.Position;
        if (start >= at.Count || at[start].Kind != TokenKind.Word || !ProofManners.Contains(at[start].Spelling))
            return false;
        while (at.Position < at.Count && (ProofManners.Contains(at[at.Position].Spelling) || at.Upper(at.Position) is "OR" or "AND" || at.Sign is '/' or '-' or ','))
            at.Position++;
        // "histologically proven, previously untreated"
        if (at.Position < at.Count && ProofVerbs.Contains(at[at.Position].Spelling))
            return Rewind(at.Position + (at.SignAt(at.Position + 1) == ',' ? 2 : 1));
        if (at.Position < at.Count && ProofNouns.Contains(at[at.Position].Spelling) && at.Upper(at.Position + 1) is "OF")
            return Rewind(at.Position + 2);
        at.Position = start;
        return false;
    }

    // "with" manner ["or" manner] ("confirmation" | "evidence" | …): "gastric cancer with histological confirmation"
    private bool SkipWithProof()
    {
        var start = at.Position;
        if (!at.WordIs("with"))
            return false;
        at.Position++;
        var manners = 0;
        for (; at.Position < at.Count && at.Position - start < LongestWithProof && at[at.Position].Kind == TokenKind.Word; at.Position++)
        {
            if (ProofManners.Contains(at[at.Position].Spelling) || at.Letters(at.Position) is var adjective && (adjective.EndsWith("logical", StringComparison.OrdinalIgnoreCase) || adjective.EndsWith("logic", StringComparison.OrdinalIgnoreCase) || adjective.Equals("biopsy", StringComparison.OrdinalIgnoreCase)))
                manners++;
            else if (at.Upper(at.Position) is not ("OR" or "AND" or "A" or "CONFIRMED"))
                break;
        }

        if (manners > 0 && at.Upper(at.Position) is "CONFIRMATION" or "EVIDENCE" or "PROOF" or "VERIFICATION" or "DOCUMENTATION" or "DIAGNOSIS" && EndsPhraseAt(at.Position + 1))
            return Rewind(at.Position + 1);
        at.Position = start;
        return false;
    }

    private const int LongestWithProof = 6;


    // after a name: ["(" | ","] ["that is" | "must be"] manner verb [")"] | verb "by" means
    private bool SkipProven()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        while (at.Upper(at.Position) is "THAT" or "WHICH" or "IS" or "MUST" or "BE" or "WAS" or "HAS" or "BEEN" or "AS")
            at.Position++;
        if ((SkipProof() || SkipProvenBy() || SkipWithProof()) && (open ? at.TakeSign(')') : EndsPhrase()))
            return true;
        at.Position = start;
        return false;
    }

    private bool SkipProvenBy()
    {
        if (at.Position + 2 >= at.Count || !ProofVerbs.Contains(at[at.Position].Spelling) || at.Upper(at.Position + 1) is not ("BY" or "ON" or "IN" or "VIA" or "FROM"))
            return false;
        at.Position += 2;
        var means = at.Position;
        while (at.Position < at.Count && ProofMeans.Contains(at[at.Position].Spelling))
            at.Position++;
        return at.Position > means && at.Upper(at.Position - 1) is not ("OR" or "AND" or "OF" or "THE" or "A" or "AN");
    }

    private const int LongestCause = 5;

    // cause := ("due to" | "secondary to" | "caused by" | "resulting from") words with a name in them
    private string? TakeCause()
    {
        var start = at.Position;
        var linked = (at.Upper(start), at.Upper(start + 1)) switch
        {
            ("DUE" or "SECONDARY" or "ATTRIBUTABLE", "TO") or ("CAUSED", "BY") or ("RESULTING", "FROM") => true,
            _ => false,
        };
        if (!linked)
            return null;
        at.Position += 2;
        if (at.Upper(at.Position) is "THE" or "THEIR")
            at.Position++;
        var named = false;
        for (var from = at.Position; !at.AtEnd && at.Position - from < LongestCause && at[at.Position].Kind == TokenKind.Word && !EndsPhrase() && !at.Is(WordKind.Not);)
        {
            named = at.TakeWhole(WordKind.Condition) is not null || at.TakeWhole(WordKind.Therapy) is not null;
            if (named)
                break;
            at.Position++;
        }

        while (named && SkipInfectionWord())
        {
        }

        // "leukemia due to chemotherapy or radiotherapy": a cause that goes on is more than a name can hold.
        if (named && ((!at.Is(WordKind.Or) && !at.Is(WordKind.And)) || at.Position + 1 >= at.Count) && !(at.Sign == ',' && IsConditionAt(at.Position + 1)) && (EndsPhrase() || at.Is(WordKind.Within)))
            return $" {Small(at.Text(start, at.Position))}";
        at.Position = start;
        return null;
    }
}
