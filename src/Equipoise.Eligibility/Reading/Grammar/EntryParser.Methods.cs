using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>How something was measured or shown, which no limit depends on.</summary>
internal sealed partial class EntryParser
{
    // method := [lead] name (("and" | "or" | "/" | ",") [lead] name)*
    private bool SkipMethod(bool ofCondition = false)
    {
        var start = at.Position;
        if (ofCondition && SkipProvenance())
            return true;
        if (!at.Holds(WordKind.Formula))
            return false;
        SkipMethodLead();
        // "dyspnea at rest" is not dyspnea, whereas a blood pressure at rest is one.
        if (at.TakeWhole(WordKind.Formula) is not { } name || (ofCondition && name is "state"))
        {
            at.Position = start;
            return false;
        }

        for (var more = true; more;)
        {
            var next = at.Position;
            more = at.TakeWhole(WordKind.Formula) is not null;
            if (more)
                continue;
            _ = at.TakeSign('(') || TakeListLink();
            SkipMethodLead();
            more = at.Position > next && at.TakeWhole(WordKind.Formula) is not null;
            if (!more)
                at.Position = next;
            else if (at.SignAt(next) == '(')
                CloseAppendix();
        }

        return true;
    }

    // "at screening", "at screening or on admission"
    private bool SkipVisits()
    {
        if (at.TakeWhole(WordKind.At) is null)
            return false;
        for (var start = at.Position; ; start = at.Position)
        {
            if (TakeListLink() && at.TakeWhole(WordKind.At) is not null)
                continue;
            return Rewind(start);
        }
    }

    // "(Appendix 10.1)"
    private void CloseAppendix()
    {
        if (at.SignAt(at.Position + 1) == ')' && at.Upper(at.Position - 1) is "APPENDIX")
            at.Position++;
        _ = at.TakeSign(')');
    }

    private const int LongestProvenance = 12;

    // The book, the test or the people that say what a disease is
    private static readonly WordSet ProvenanceEnds = WordSet.Of(
        "test", "testing", "sequencing", "immunohistochemistry", "IHC", "PCR", "NGS", "FISH", "laboratory", "pathology", "manual", "edition", "system", "staging", "RECIST", "imaging", "radiology", "biopsy", "cytology", "histology", "investigator", "consensus");

    // "as defined by the society's 1998 criteria", "according to the local guidelines": by whose book
    private bool SkipProvenance()
    {
        var start = at.Position;
        if (at.Sign == '(')
            return SkipBracketedProvenance();
        _ = at.TakeSign(',');
        if (!at.Is(WordKind.MethodLead) || at.Upper(at.Position) is "WITH" or "ON" or "FROM" or "THROUGH" || at.TakeWhole(WordKind.MethodLead) is null)
            return Rewind(start) && false;
        for (var from = at.Position; at.Position < at.Count && at.Position - from < LongestProvenance; at.Position++)
        {
            if (at.Upper(at.Position) is "CRITERIA" or "GUIDELINE" or "GUIDELINES" or "CLASSIFICATION" or "DEFINITION" or "ASSAY" && EndsPhraseAt(at.Position + 1))
                return Rewind(at.Position + 1);
            if (ProvenanceEnds.Contains(at[at.Position].Spelling) && (at.Position + 1 >= at.Count || at.SignAt(at.Position + 1) is '.' or ';' or ')'))
                return Rewind(at.Position + 1);

            if (at[at.Position].Kind == TokenKind.Sign ? at.Sign is not ('/' or '-' or ',') : at.NumberHere is { } year ? year is < 1950 or > 2035 && !(at.Position + 1 < at.Count && at[at.Position + 1] is { Kind: TokenKind.Word, Glued: true }) : (at.Kinds & TokenCursor.Bits(WordKind.Not, WordKind.Operator, WordKind.Except, WordKind.Unless, WordKind.If, WordKind.Within, WordKind.Therapy, WordKind.Condition)) != 0)
                break;
        }

        at.Position = start;
        return false;
    }

    // "(MDRD formula)", "(universal definition of heart failure)"
    private bool SkipBracketedProvenance()
    {
        var start = at.Position++;
        var booked = false;
        for (; at.Position < at.Count && at.Position - start <= LongestProvenance; at.Position++)
        {
            // "(Child classification B)" says which; "(universal definition of heart failure)" does not.
            booked |= at.Upper(at.Position) is "FORMULA" or "EQUATION" or "CRITERIA" or "DEFINITION" or "GUIDELINE" or "GUIDELINES" || (at.Upper(at.Position) is "CLASSIFICATION" && at.SignAt(at.Position + 1) == ')');
            if (at.Sign == ')' && booked && at.Word(at.Position - 1).Length > 1)
                return Rewind(at.Position + 1);
            if (at[at.Position].Kind == TokenKind.Sign ? at.Sign is not ('/' or '-' or '\'') : at.NumberHere is { } year ? year is < 1950 or > 2035 && at[at.Position - 1].Kind != TokenKind.Sign : (at.Kinds & NoProvenance) != 0)
                break;
        }

        return Rewind(start) && false;
    }

    private static readonly UInt128 NoProvenance = TokenCursor.Bits(WordKind.Not, WordKind.Operator, WordKind.Except, WordKind.Unless, WordKind.If, WordKind.Within, WordKind.Therapy, WordKind.Modifier, WordKind.ClassScale, WordKind.StageWord);

    // "* NOTE: *": between a limit and what is said of it
    private bool SkipFootnote()
    {
        var start = at.Position;
        while (at.Sign is '*' or '#' or '†' or '.')
            at.Position++;
        if (at.WordIs("note") && Rewind(at.Position + 1) && at.TakeSign(':'))
        {
            while (at.Sign is '*' or '#' or '†')
                at.Position++;
            if (at.Is(WordKind.Operator) || at.NumberHere is not null || at.Is(WordKind.Unless) || at.Is(WordKind.If))
                return true;
        }

        at.Position = start;
        return false;
    }

    // "(transfusions are permitted)": what is merely allowed takes nothing from a limit.
    private bool SkipRemark()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open && at.Sign is ',' or ';' or '.')
            at.Position++;
        if (SkipRegardless(open) || (open && SkipInPlace()))
            return true;
        while (!at.Is(WordKind.Remark) && SkipLeadWord())
        {
        }

        if (at.TakeWhole(WordKind.Remark) is not null && (open ? at.TakeSign(')') : at.AtEnd || at.Sign is '.' or ';'))
            return true;
        at.Position = start;
        return SkipAllowance();
    }

    private const int LongestAllowance = 20;

    // "(hydroxyurea is permitted)", "; growth factors may be used": a treatment that somebody may have, whatever the limit says. Where it names
    // people, values or a condition, it may be an exception.
    private bool SkipAllowance()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open && at.Sign is not (',' or ';' or '.'))
            return false;
        if (!open)
            at.Position++;
        var (treated, allowed) = (false, false);
        for (var from = at.Position; at.Position < at.Count && at.Position - from < LongestAllowance; at.Position++)
        {
            if (at.Sign is ')' or '.' or ';')
                break;
            if (at.NumberHere is not null || (at.Kinds & (allowed ? NoPurpose : NoAllowance)) != 0 || at.Upper(at.Position) is "PATIENTS" or "PARTICIPANTS" or "SUBJECTS" or "THOSE" or "HIGHER" or "ELEVATED" or "ONLY" or "DUE" or "ANTICOAGULATION" or "ANTICOAGULANTS" or "ANTICOAGULANT" || (!allowed && at.WordIs("lower")))
                return Rewind(start) && false;
            treated |= at.Is(WordKind.Therapy);
            allowed |= treated && SaysAllowed(at.Position) && at.Upper(at.Position + 1) is "TO" or "PRIOR" or "BEFORE" or "DURING" or "FOR";
        }

        if (treated && (allowed || SaysAllowed(at.Position - 1)) && (open ? at.TakeSign(')') : at.AtEnd || at.Sign is '.' or ';'))
            return true;
        at.Position = start;
        return false;
    }

    private bool SaysAllowed(int index) => at.Upper(index) is "ALLOWED" or "PERMITTED" or "ACCEPTABLE" or "ACCEPTED";

    // What it may be given for: "permitted to lower the count", where no limit is told
    private static readonly UInt128 NoPurpose = TokenCursor.Bits(WordKind.Not, WordKind.Operator, WordKind.If, WordKind.Unless, WordKind.Except, WordKind.Condition, WordKind.Limit);

    // "prior to the start of treatment": when a value is asked for, which is now
    private bool SkipBeforeAnchor()
    {
        var start = at.Position;
        if (at.Is(WordKind.Before) && at.Upper(start) is "PRIOR" or "BEFORE" && TakeAnchor() is not null && EndsPhrase())
            return true;
        at.Position = start;
        return false;
    }

    private static readonly UInt128 NoAllowance = TokenCursor.Bits(WordKind.Not, WordKind.Operator, WordKind.If, WordKind.Unless, WordKind.Except, WordKind.Condition, WordKind.Variable, WordKind.Within, WordKind.Limit, WordKind.Since);

    private const int LongestReplacement = 16;

    // "(GFR can also be used in place of clearance)": another way to measure the same
    private bool SkipInPlace()
    {
        var placed = false;
        for (var i = at.Position; i < at.Count && i - at.Position < LongestReplacement && at[i].Kind != TokenKind.Number; i++)
        {
            placed |= at.Upper(i) is "PLACE" && at.Upper(i - 1) is "IN" && at.Upper(i + 1) is "OF";
            if (at.SignAt(i) == ')')
                return placed && Rewind(i + 1);
        }

        return false;
    }

    private const int LongestRegard = 8;

    // "regardless of liver involvement": what makes no difference
    private bool SkipRegardless(bool open)
    {
        if (at.Upper(at.Position) is not ("REGARDLESS" or "IRRESPECTIVE") || at.Upper(at.Position + 1) is not "OF")
            return false;
        var end = at.Position + 2;
        while (end < at.Count && end - at.Position < LongestRegard && at[end].Kind == TokenKind.Word)
            end++;
        if (open ? at.SignAt(end) != ')' : end < at.Count && at.SignAt(end) is not ('.' or ';'))
            return false;
        at.Position = open ? end + 1 : end;
        return true;
    }

    private void SkipMethodLead()
    {
        while (at.TakeWhole(WordKind.MethodLead) is not null || at.TakeWhole(WordKind.Filler) is not null || at.Sign == '~' && at.TakeSign('~'))
        {
        }
    }
}
