using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is measured: the variables that limits are about.</summary>
internal sealed partial class EntryParser
{
    // subjects := variable (("and" | "or" | "/" | ",") variable)*
    private Subjects? TakeSubjects()
    {
        if (!at.Holds(WordKind.Variable))
            return null;
        SkipSubjectWords();
        if (at.Take(WordKind.Variable) is not { } first)
            return null;
        var variables = new List<string>(first.Split('+'));
        var any = false;
        var every = false;
        SkipSameVariable(variables);
        SkipWhatIsScored(variables);
        while (true)
        {
            var start = at.Position;
            var slash = at.TakeSign('/');
            var or = !slash && (at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null);
            if (!slash && !or)
            {
                _ = at.TakeSign(',');
                _ = at.Take(WordKind.And);
            }

            SkipSubjectWords();
            if (at.Position == start || at.Take(WordKind.Variable) is not { } next)
            {
                at.Position = start;
                break;
            }

            any |= or;
            every |= !or && !slash && at.SignAt(start) != ',';
            foreach (var variable in next.Split('+'))
            {
                if (!variables.Contains(variable))
                    variables.Add(variable);
            }

            SkipSameVariable(variables);
        }

        // "INR or PT and aPTT": how they belong together, nobody said.
        if (any && every)
            residue.Add(at.Position - 1);
        return new Subjects(variables, any || ((polarity == Polarity.Exclusion || negations > 0) && variables.Count > 1));
    }

    private void SkipSubjectWords()
    {
        while (!at.Is(WordKind.Variable) && (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Known) is not null))
        {
        }

        // "a screening hemoglobin"
        if (at.Upper(at.Position) is "SCREENING" or "PRETREATMENT" or "PERIPHERAL" && Rewind(at.Position + 1) && !at.Is(WordKind.Variable))
            at.Position--;
    }

    private const int LongestCorrection = 9;

    // The token behind "using Fridericia's formula (QTcF)", where the limit follows
    private int FridericiaAhead()
    {
        var named = false;
        for (var i = at.Position; i < at.Count && i - at.Position < LongestCorrection; i++)
        {
            if ((at.KindsAt(i) & TokenCursor.Bits(WordKind.Operator, WordKind.Between)) != 0)
                return named ? i : -1;
            named |= at.Upper(i) is "FRIDERICIA" or "FRIDERICIA'S" or "FRIDERICIA’S";
            if (at[i].Kind == TokenKind.Number || at.SignAt(i) is ',' or ';' or '.' || at.Upper(i) is "OR" or "AND" or "BAZETT" or "BAZETT'S" or "NOT")
                return -1;
        }

        return -1;
    }

    // "CPS PD-L1", "TPS of PD-L1 expression": the score says of what it is one
    private void SkipWhatIsScored(List<string> variables)
    {
        var start = at.Position;
        // "PD-L1 expression (CPS)", "PD-L1 expression level TPS"
        if (variables is ["pdl1"])
        {
            var open = at.TakeSign('(');
            if (at.Take(WordKind.Variable) is "pdl1.cps" or "pdl1.tps" && (!open || at.TakeSign(')')))
                variables[0] = at.Upper(at.Position - (open ? 2 : 1)) is "CPS" ? "pdl1.cps" : at.Upper(at.Position - (open ? 2 : 1)) is "TPS" ? "pdl1.tps" : variables[0];
            else
                at.Position = start;
            return;
        }

        // "QT interval corrected by the method of Fridericia": which correction
        if (variables is ["qtc"] && FridericiaAhead() is > 0 and var corrected)
        {
            variables[0] = "qtcf";
            at.Position = corrected;
            return;
        }

        // "longest diameter of the target lesion"
        if (variables is ["lesionSize"] && at.WordIs("of"))
        {
            at.Position++;
            while (at.Upper(at.Position) is "THE" or "A" or "EACH" or "TARGET" or "PRIMARY" or "INDEX" or "LARGEST" or "MEASURABLE" or "MAIN" or "DOMINANT" && !at.Is(WordKind.Lesion))
                at.Position++;
            if (at.TakeWhole(WordKind.Lesion) is null)
                at.Position = start;
            return;
        }

        if (variables is not ["pdl1.cps" or "pdl1.tps"])
            return;
        while (at.Upper(at.Position) is "OF" or "FOR" or "SCORE" or "IN")
            at.Position++;
        if (at.Take(WordKind.Variable) is not "pdl1")
            at.Position = start;
    }

    // "(serum glutamic oxaloacetic transaminase [SGOT])"
    private void SkipBracketedAgain(List<string> variables)
    {
        var start = at.Position;
        if (at.TakeSign('(') && at.Take(WordKind.Variable) is { } again && again.Split('+').All(variables.Contains) && at.TakeSign(')'))
            return;
        at.Position = start;
    }

    private const int LongestSubstitute = 16;

    // "(GFR can also be used in place of creatinine or CrCl)": what may be measured instead
    private bool SkipSubstitute()
    {
        var start = at.Position;
        if (at.TakeSign('('))
        {
            var used = false;
            for (; !at.AtEnd && at.Position - start < LongestSubstitute && at.NumberHere is null; at.Position++)
            {
                used |= at.Upper(at.Position) is "USED" or "PLACE" or "INSTEAD";
                if (at.Sign == ')' && used)
                    return Rewind(at.Position + 1);
                if (at.Sign == ')')
                    break;
            }
        }

        at.Position = start;
        return false;
    }

    // "(ANC)", "[SGOT]", "(Cockcroft-Gault)" after a variable's name
    private void SkipSameVariable(List<string> variables)
    {
        SkipInitials();
        while (true)
        {
            var start = at.Position;
            if (SkipSubstitute())
                continue;
            var open = at.TakeSign('(');
            while (at.TakeWhole(WordKind.Filler) is not null || SkipMethod() || (open && at.TakeSign(',')))
            {
            }

            var same = at.Take(WordKind.Variable) is not { } again || again.Split('+').All(variables.Contains);
            SkipBracketedAgain(variables);
            while (open && (at.TakeSign('/') || at.Take(WordKind.And) is not null || at.Take(WordKind.Or) is not null || at.Position > start) && at.Take(WordKind.Variable) is { } more && (same &= more.Split('+').All(variables.Contains)))
            {
            }

            if (!same || (open && !at.TakeSign(')')) || (!open && at.Position == start))
            {
                at.Position = start;
                return;
            }

            if (!open)
                return;
        }
    }
}
