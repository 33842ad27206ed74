using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>How something was measured or shown, which no limit depends on.</summary>
internal sealed partial class EntryParser
{
    // method := [lead] name (("and" | "or" | "/" | ",") [lead] name)*
    private bool SkipMethod(bool ofCondition = false)
    {
        var start = at.Position;
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
                _ = at.TakeSign(')');
        }

        return true;
    }

    // "(transfusions are permitted)": what is merely allowed takes nothing from a limit.
    private bool SkipRemark()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open && at.Sign is ',' or ';' or '.')
            at.Position++;
        while (!at.Is(WordKind.Remark) && SkipLeadWord())
        {
        }

        if (at.TakeWhole(WordKind.Remark) is not null && (open ? at.TakeSign(')') : at.AtEnd || at.Sign is '.' or ';'))
            return true;
        at.Position = start;
        return false;
    }

    private void SkipMethodLead()
    {
        while (at.TakeWhole(WordKind.MethodLead) is not null || at.TakeWhole(WordKind.Filler) is not null || at.Sign == '~' && at.TakeSign('~'))
        {
        }
    }
}
