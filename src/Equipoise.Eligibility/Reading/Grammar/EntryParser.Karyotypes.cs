using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Changes of chromosomes: "t(15;17)", "inv(16)", "del(17p)", "17p deletion", "monosomy 7". Each is a condition under the text's own words.</summary>
internal sealed partial class EntryParser
{
    private const int LongestChange = 14;

    // What a change begins with, where that is no number
    private static readonly WordSet ChangeWords = WordSet.Of("t", "inv", "add", "der", "dup", "i", "del", "deletion", "monosomy", "trisomy");

    // karyotype := change ["translocation" | "abnormality" | …]
    private string? TakeKaryotype()
    {
        var start = at.Position;
        var end = at.AtEnd || at.IsSign ? -1 : KaryotypeEnd(start);
        // "-7/-5", "t(8;21)-positive": more than a change by itself
        if (end < 0 || (end < at.Count && at[end].Glued && at.SignAt(end) is '-' or '/' or '+' or '('))
            return null;
        at.Position = end;
        var name = at.Text(start, end);
        while (at.Upper(at.Position) is "TRANSLOCATION" or "TRANSLOCATIONS" or "CYTOGENETIC" or "CHROMOSOMAL" or "ABNORMALITY" or "ABNORMALITIES" or "CYTOGENETICS" or "KARYOTYPE")
            at.Position++;
        return name;
    }

    private bool IsKaryotype(int index) => index < at.Count && at[index].Kind != TokenKind.Sign && KaryotypeEnd(index) > 0;

    // change := ("t" | "inv" | "del" | …) "(" … ")"+ | ("del" | "deletion" ["of"]) arm | arm "deletion" | ("monosomy" | "trisomy") number; -1 for none
    private int KaryotypeEnd(int start)
    {
        if (at[start].Kind == TokenKind.Number)
            return ArmEnd(start) is > 0 and var lost && at.Upper(lost) is "DELETION" or "DEL" or "DELETIONS" ? lost + 1 : -1;
        switch (at.Upper(start))
        {
            case "T" or "INV" or "ADD" or "DER" or "DUP" or "I":
                return GroupsEnd(start + 1);
            case "DEL" or "DELETION":
                if (GroupsEnd(start + 1) is > 0 and var groups)
                    return groups;
                var arm = start + 1;
                while (at.Upper(arm) is "OF" or "CHROMOSOME" or "THE")
                    arm++;
                return arm < at.Count ? ArmEnd(arm) : -1;
            case "MONOSOMY" or "TRISOMY":
                return start + 1 < at.Count && at[start + 1].Kind == TokenKind.Number ? start + 2 : -1;
            default:
                return -1;
        }
    }

    // "17p", "5q31", "11q23.3"
    private int ArmEnd(int start)
    {
        if (at[start].Kind != TokenKind.Number || at[start].Number is < 1 or > 22 || start + 1 >= at.Count || at[start + 1] is not { Kind: TokenKind.Word, Glued: true })
            return -1;
        var arm = at.Letters(start + 1);
        if (arm[0] is not ('p' or 'q' or 'P' or 'Q') || arm[1..].ContainsAnyExceptInRange('0', '9'))
            return -1;
        return start + 2;
    }

    // "(15;17)", "(9;22)(q34;q11.2)"
    private int GroupsEnd(int start)
    {
        var end = -1;
        for (var open = start; at.SignAt(open) == '(' && at[open].Glued; open = end)
        {
            var close = open + 1;
            var numbered = false;
            for (; close < at.Count && at.SignAt(close) != ')'; close++)
            {
                numbered |= at[close].Kind == TokenKind.Number || at.Letters(close).ContainsAnyInRange('0', '9');
                if (close - open > LongestChange || (at[close].Kind == TokenKind.Word && at.Letters(close).Length > 4) || (at[close].Kind == TokenKind.Sign && at.SignAt(close) is not (';' or ',' or '.' or '-' or '/' or '?')))
                    return -1;
            }

            if (!numbered || close >= at.Count)
                return end;
            end = close + 1;
        }

        return end;
    }
}
