using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Brackets that tell how a marker is told: "HER2-positive (IHC 3+ or ISH positive)", "CLDN18.2-positive (≥ 75% of tumor cells with 2+ or 3+ staining)"; and words that say whence a mutation comes, all of them.</summary>
internal sealed partial class Asides
{
    private static readonly WordSet Staining = WordSet.Of("ihc", "ish", "fish", "cish", "immunohistochemistry", "in", "situ", "hybridization", "hybridisation", "score", "positive", "negative", "amplified", "or", "and", "by", "with", "a", "of", "is", "as", "not", "non", "nonamplified", "result", "test", "defined", "er", "pr", "her2", "her", "amplification", "overexpression", "tumor", "cells", "staining", "expression", "<", "less", "than");

    // "HER2-positive status (IHC 3+ or ISH positive)": what the word before it means
    private bool IsStaining(int open, out int close)
    {
        close = -1;
        // "triple-negative breast cancer (ER < 1%, PR < 1%, HER2 0 or 1+)": what it means
        var triple = at.Upper(1) is "NEGATIVE" or "-" && Enumerable.Range(Math.Max(0, open - 6), Math.Min(6, open)).Any(i => at.Upper(i) is "TRIPLE" or "TNBC");
        if (!triple && !Enumerable.Range(Math.Max(0, open - 6), Math.Min(6, open)).Any(i => at.Upper(i) is "HER2" or "HER") || !Enumerable.Range(Math.Max(0, open - 4), Math.Min(4, open)).Any(i => at.Upper(i) is "POSITIVE" or "NEGATIVE"))
            return false;
        var stained = false;
        for (var i = open + 1; i < at.Count && i - open < LongestBracket; i++)
        {
            if (at.SignAt(i) == ')')
            {
                close = i + 1;
                return stained;
            }

            stained |= at.Upper(i) is "IHC" or "ISH" or "FISH" or "IMMUNOHISTOCHEMISTRY";
            if (at[i].Kind == TokenKind.Number ? at[i].Number > 3 : at[i].Kind == TokenKind.Word ? !Staining.Contains(at[i].Spelling) : at.SignAt(i) is not ('+' or '-' or '/' or ',' or ';'))
                return false;
        }

        return false;
    }

    private const int LongestStaining = 30;

    private static readonly WordSet Stained = WordSet.Of("staining", "stained", "membranous", "membrane", "intensity", "cells", "cell", "moderate", "strong", "weak", "to", "at", "least", "in", "on", "demonstrating", "showing", "viable", "complete", "nuclear", "cytoplasmic", "ihc3", "ihc2", "ihc1", "ihc0", "either", "any", "more", "greater", "equal", "≥", ">");

    // "(≥ 75% of tumor cells with moderate to strong membranous staining)" behind "positive" or "high": what the word means. PD-L1 is asked by its share of cells.
    private bool IsStained(int open, out int close)
    {
        close = -1;
        if (open == 0 || Enumerable.Range(Math.Max(0, open - 8), Math.Min(8, open)).Any(i => at.Upper(i) is "L1" or "PDL1" or "KI" or "KI67") ||
            !Enumerable.Range(Math.Max(0, open - 5), Math.Min(5, open)).Any(i => at.Upper(i) is "POSITIVE" or "POSITIVITY" or "HIGH" or "OVEREXPRESSION" or "OVEREXPRESSING" or "OVEREXPRESSED" or "LOW" or "ULTRALOW" || at.SignAt(i) == '+'))
            return false;
        var stained = false;
        for (var i = open + 1; i < at.Count && i - open < LongestStaining; i++)
        {
            if (at.SignAt(i) == ')')
            {
                close = i + 1;
                return stained;
            }

            stained |= at.Upper(i) is "IHC" or "IHC3" or "IHC2" or "IHC1" or "IHC0" or "ISH" or "FISH" or "STAINING" or "STAINED" or "IMMUNOHISTOCHEMISTRY";
            if (at[i].Kind == TokenKind.Word ? !Staining.Contains(at[i].Spelling) && !Stained.Contains(at[i].Spelling) : at[i].Kind == TokenKind.Sign && at.SignAt(i) is not ('+' or '-' or '/' or ',' or ';' or '%' or '≥' or '>' or '<' or '≤' or '='))
                return false;
        }

        return false;
    }

    // "ER-negative (< 1%)", "hormone receptor-positive (≥ 1%)": where pathologists draw the line (Allison 2020, doi:10.1200/JCO.19.02309)
    private bool IsReceptorShare(int open, out int close)
    {
        close = open + 5;
        return open > 1 && at.SignAt(open + 4) == ')' && at.SignAt(open + 3) == '%' && at[open + 2].Kind == TokenKind.Number && at[open + 2].Number == 1 &&
            (at.SignAt(open + 1), at.Upper(open - 1)) is ('<', "NEGATIVE") or ('≥', "POSITIVE") &&
            Enumerable.Range(Math.Max(0, open - 7), Math.Min(7, open)).Any(i => at.Upper(i) is "ER" or "PR" or "PGR" or "RECEPTOR" or "HR" or "ESTROGEN");
    }

    // "KRAS wild-type (codons 12 and 13)": where it was looked for
    private bool IsSearched(int open, out int close)
    {
        close = ClosingOf(open) + 1;
        if (close < open + 3 || !(at.Upper(open - 1) is "TYPE" or "WT" or "WILDTYPE") || at.Upper(open + 1) is not ("CODON" or "CODONS" or "EXON" or "EXONS"))
            return false;
        for (var i = open + 2; i < close - 1; i++)
        {
            if (at[i].Kind == TokenKind.Word && at.Upper(i) is not ("AND" or "OF" or "OR" or "CODONS" or "EXONS" or "CODON" or "EXON") && !Has(i, WordKind.Gene))
                return false;
        }

        return true;
    }

    // "Child-Pugh score 5-6 (class A)": the letter of these points (Pugh 1973)
    private bool IsRestatedClass(int open, out int close)
    {
        var letter = at.Upper(open + 1) is "CLASS" or "GRADE" ? open + 2 : open + 1;
        close = letter + 2;
        return open > 3 && at.SignAt(letter + 1) == ')' && at[open - 1].Kind == TokenKind.Number && (at.Upper(letter), at[open - 1].Number) is ("A", 6) or ("B", 9) && Enumerable.Range(Math.Max(0, open - 8), Math.Min(8, open)).Any(i => at.Upper(i) is "PUGH");
    }

    // origin := ["known" | "suspected" | "likely"] ("deleterious" | "pathogenic") ("or" …)* ["germline or somatic"], before a gene: any that counts, wherever it comes from
    private int Origin(int from)
    {
        var (i, last, germline, somatic, harms) = (from, -1, false, false, false);
        for (; i < at.Count && at[i].Kind == TokenKind.Word || at.SignAt(i) is '/' or ','; i++)
        {
            germline |= at.Upper(i) is "GERMLINE" or "GBRCA";
            somatic |= at.Upper(i) is "SOMATIC" or "TUMOR";
            harms |= at.Upper(i) is "DELETERIOUS" or "PATHOGENIC";
            if (at.Upper(i) is "DELETERIOUS" or "PATHOGENIC" or "GERMLINE" or "SOMATIC")
                last = i;
            else if (at.Upper(i) is not ("SUSPECTED" or "LIKELY" or "KNOWN" or "OR" or "AND" or "A") && at.SignAt(i) is not ('/' or ','))
                break;
        }

        return last == i - 1 && germline == somatic && (harms || germline) && Has(i, WordKind.Gene) ? i : -1;
    }
}
