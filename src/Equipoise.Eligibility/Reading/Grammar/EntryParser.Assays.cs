using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands in brackets behind a biomarker's state: the assay that shows it, its variants, its share of cells.</summary>
internal sealed partial class EntryParser
{
    private const int LongestAssay = 40;

    private static readonly FrozenSet<string> AssayNames = new[]
    {
        "IHC", "FISH", "ISH", "CISH", "SISH", "DISH", "IMMUNOHISTOCHEMISTRY", "HYBRIDIZATION", "HYBRIDISATION", "HER2/CEP17", "ASCO", "CAP",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> AssayWords = new[]
    {
        "SCORE", "SCORES", "SCORED", "OF", "AMPLIFIED", "AMPLIFICATION", "NON", "NONAMPLIFIED", "UNAMPLIFIED", "POSITIVE", "NEGATIVE", "RATIO", "COPY", "NUMBER", "GENE", "STAINING", "INTENSITY", "IN", "SITU", "FLUORESCENCE", "FLUORESCENT", "CHROMOGENIC", "BY", "USING", "OR", "AND",
        "IF", "AS", "DEFINED", "PER", "GUIDELINES", "GUIDELINE", "CRITERIA", "CURRENT", "LOCAL", "CENTRAL", "TEST", "TESTING", "RESULT", "I", "E", "IE", "AN", "A", "WITH", "BE", "MUST", "IS", "THE", "HER2", "CEP17", "TO", "ASSAY", "BOTH", "EITHER", "SHOWN", "DETERMINED", "ACCORDING", "ON",
    }.ToFrozenSet(StringComparer.Ordinal);

    // assay := "(" (name | word | score | sign)+ ")" , where HER2's state is meant, which has one definition
    private bool SkipAssay(List<string> markers)
    {
        if (markers is not ["HER2"] and not ["HER2", ..])
            return false;
        var start = at.Position;
        var comma = at.TakeSign(',');
        var open = at.TakeSign('(');
        if (!open && !at.WordIs("defined") && !(at.WordIs("as") && at.Upper(at.Position + 1) is "DEFINED") && !at.WordIs("by"))
            return Rewind(start) && false;
        var (named, deep) = (false, open ? 1 : 0);
        for (var from = at.Position; !at.AtEnd && at.Position - from < LongestAssay; at.Position++)
        {
            var word = at.Upper(at.Position);
            if (at.Sign == '(')
                deep++;
            else if (at.Sign == ')' && --deep == 0 && open)
                return named ? Rewind(at.Position + 1) : Rewind(start) && false;
            named |= AssayNames.Contains(word);
            if (at.IsSign ? at.Sign is '.' or ';' && !open : at.NumberHere is null && !AssayNames.Contains(word) && !AssayWords.Contains(word))
                break;
        }

        if (!open && named && deep == 0 && (at.AtEnd || at.Sign is '.' or ';') && at.Upper(at.Position - 1) is not ("OR" or "AND" or "BY" or "WITH" or "IN"))
            return true;
        _ = comma;
        at.Position = start;
        return false;
    }

    // "HER2-positive breast cancer (IHC 3+ or FISH amplified)", "sensitizing EGFR mutation (exon 19 deletion or L858R)"
    private CriterionNode? Detailed(CriterionNode node)
    {
        if (node is not Condition { Exists: true, Within: null, Concept: var concept })
            return null;
        // "dMMR tumor"
        if (concept is "microsatellite instability-high" or "mismatch repair deficiency" or "microsatellite stable" or "mismatch repair proficient" && SkipMarkerWord())
            return node;
        if (at.Sign is not ('(' or ','))
            return null;
        if (concept.EndsWith(" mutation", StringComparison.Ordinal) && concept.Split(' ') is [.., var gene, _] && BracketedVariants() is { } variants)
            return Varied(gene, variants);
        return SaysHer2Before() && SkipAssay(["HER2"]) ? node : null;
    }

    private static CriterionNode Varied(string gene, IReadOnlyList<string> variants)
    {
        var nodes = variants.Select(variant => Marked($"{gene} {variant}", "mutation")).ToList();
        return nodes.Count == 1 ? nodes[0] : new AnyOf(nodes);
    }

    private bool SaysHer2Before()
    {
        for (var i = at.Position - 1; i >= 0 && i > at.Position - 8; i--)
        {
            if (at.Upper(i) is "HER2" or "HER" or "ERBB2")
                return true;
        }

        return false;
    }

    // "EGFR mutation (exon 19 deletion or L858R)": these and no others
    private List<string>? BracketedVariants()
    {
        var start = at.Position;
        if (at.TakeSign('('))
        {
            while (at.Upper(at.Position) is "I" or "E" or "IE" || (at.Position > start + 1 && at.Sign is '.' or ','))
                at.Position++;
            if (TakeVariants() is { Count: > 0 } variants)
            {
                while (SkipMarkerWord() || at.TakeWhole(WordKind.Alteration) is not null || at.Upper(at.Position) is "SUBSTITUTION" or "SUBSTITUTIONS" && Rewind(at.Position + 1))
                {
                }

                if (at.TakeSign(')'))
                    return variants;
            }
        }

        at.Position = start;
        return null;
    }

    // "PD-L1 positive (CPS ≥ 1)", "CD30 expression ≥ 10 %": the share says what is meant; "ER-positive (≥ 1 %)" is its definition.
    private CriterionNode? ExpressionLimit(List<string> markers, List<string> alterations)
    {
        var start = at.Position;
        var unread = residue.Count;
        if (markers.TrueForAll(marker => marker is "PD-L1") && alterations is ["positive" or "expression" or "negative"])
        {
            var open = at.TakeSign('(');
            while (SkipMarkerWord() || SaysDefinition())
            {
            }

            if ((open ? LimitTerm() : null) is { } limits && residue.Count == unread && Leaves(limits).All(leaf => leaf is Measurement { Variable: "pdl1" or "pdl1.tps" or "pdl1.cps" } one && (alterations is not ["negative"] || one.Comparison is Comparison.Below or Comparison.AtMost)) && at.TakeSign(')'))
                return limits;
        }

        Back(start, unread);
        if (markers.TrueForAll(marker => marker is "ER" or "PR" or "hormone receptor") && alterations is ["positive"] && at.TakeSign('(') && IsReceptorDefinition())
            return null;
        Back(start, unread);
        return null;
    }

    // "ER and/or PR ≥ 1 %", "CD30 expression on at least 10 % of tumor cells": the share of cells that show it
    private CriterionNode? ShareOfCells(List<string> markers, bool any)
    {
        if (!markers.TrueForAll(marker => marker is "ER" or "PR" || marker.StartsWith("CD", StringComparison.Ordinal)))
            return null;
        var start = at.Position;
        var unread = residue.Count;
        while (at.Upper(at.Position) is "EXPRESSION" or "POSITIVE" or "POSITIVITY" or "ANTIGEN" or "STAINING" or "ON" or "IN" or "OF" or "BY" || (at.Sign == '-' && at[at.Position].Glued))
            at.Position++;
        if (TakeLimits() is { Count: 1 } limits && limits[0].Quantity is { Unit: "%", Reference: null })
        {
            while (at.Upper(at.Position) is "OF" or "THE" or "TUMOR" or "TUMOUR" or "MALIGNANT" or "CANCER" or "LYMPHOMA" or "CELLS" or "CELL" or "NUCLEI" or "STAINING" or "POSITIVE" or "STAINED")
                at.Position++;
            _ = SkipMethod();
            var nodes = markers.Select(marker => (CriterionNode)new Measurement(marker.ToLowerInvariant(), limits[0].Comparison, limits[0].Quantity.Value, "%")).ToList();
            return nodes.Count == 1 ? nodes[0] : any ? new AnyOf(nodes) : new AllOf(nodes);
        }

        Back(start, unread);
        return null;
    }

    private static bool SaysGrade(CriterionNode node) =>
        node is Condition { Concept: var name } ? name.StartsWith("grade ", StringComparison.Ordinal) : node.Parts.Count > 0 && node.Parts.Any(SaysGrade);

    // "No greater than grade 2 neuropathy": none that is worse, rather than one of them
    private static CriterionNode NoWorse(CriterionNode leaf) =>
        leaf is Condition { Exists: true, Within: null, Concept: ['g', 'r', 'a', 'd', 'e', ' ', >= '1' and <= '3' and var grade, ' ', ..] name } condition && name[7..] is var rest && rest.StartsWith(" or lower ", StringComparison.Ordinal) &&
        (rest.EndsWith("toxicity", StringComparison.Ordinal) || rest.EndsWith("neuropathy", StringComparison.Ordinal) || rest.EndsWith("diarrhea", StringComparison.Ordinal) || rest.EndsWith("adverse event", StringComparison.Ordinal))
            ? condition with { Concept = $"grade {(char)(grade + 1)} or higher {rest[10..]}", Exists = false }
            : leaf;

    // "(≥ 1 %)", "(ER ≥ 1 % and/or PR ≥ 1 %)": one in a hundred cells is what makes a receptor positive (ASCO/CAP, 2020).
    private bool IsReceptorDefinition()
    {
        var limited = false;
        while (true)
        {
            while (at.TakeWhole(WordKind.Gene) is "ER" or "PR" || TakeListLink() || SaysDefinition() || SkipMarkerWord() || SkipMethod())
            {
            }

            if (at.TakeSign(')'))
                return limited;
            if (TakeLimits() is not [{ Comparison: Comparison.AtLeast, Quantity: { Value: 1, Unit: "%" } }])
                return false;
            while (at.Upper(at.Position) is "OF" or "TUMOR" or "CELLS" or "STAINING" or "NUCLEI" or "POSITIVE" or "STAINED" or "BY" or "IHC")
                at.Position++;
            limited = true;
        }
    }
}
