using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is asked of some only, and is no limit: "for patients with hepatocellular carcinoma, the Child-Pugh class must be A".</summary>
internal sealed partial class EntryParser
{
    // "for" people "with" term ("," | ":") sequence, as a sentence of its own
    private Given? GuardedNames()
    {
        var start = at.Position;
        if (!(start == 0 || at.SignAt(start - 1) is '.' or ';') || at.Upper(start) is not ("FOR" or "IN") || guards > 0 || negations > 0 || depth >= DeepestNesting - 1 || ColonOrComma(start) < 0 || at.Take(WordKind.If) is null)
            return null;
        var unread = residue.Count;
        guards++;
        var guard = Term();
        guards--;
        if (guard is null || HasGuard(guard) || !IsExistence(guard) || at.Sign is not (',' or ':'))
            return null;
        at.Position++;
        if (at.AtEnd || Sequence() is not { } then || HasGuard(then) || residue.Count > unread || !(at.AtEnd || at.Sign is '.' or ';'))
            return null;
        return new Given(guard, then, null);
    }

    private int ColonOrComma(int start)
    {
        for (var i = start; i < at.Count; i++)
        {
            if (at.SignAt(i) is ',' or ':')
                return i;
        }

        return -1;
    }
}
