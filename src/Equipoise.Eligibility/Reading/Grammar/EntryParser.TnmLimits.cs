using System.Globalization;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Tumor, nodes and metastases beside a sign: "≥ N2", "N ≤ 1", "cN+", and the "(M1)" that repeats "metastatic".</summary>
internal sealed partial class EntryParser
{
    // signed := comparison part | letter comparison digit | "N+"
    private bool TakeSignedTnm(List<(char Letter, List<string> Values)> parts)
    {
        var start = at.Position;
        if ((TakeTnmBound() ?? TakeTnmAgainst() ?? TakeAnyNode()) is { } name && !parts.Exists(part => part.Letter == name[0]))
        {
            parts.Add((name[0], [name]));
            return true;
        }

        at.Position = start;
        return false;
    }

    private bool IsSignedTnm => HoldsTnm && (at.Is(WordKind.Operator) || IsTnmLetter(at.Position));

    // "≥ N2", "> T2"
    private string? TakeTnmBound()
    {
        var start = at.Position;
        if (at.Take(WordKind.Operator) is { } sign && IsTnm(at.Position) && at.Word(at.Position).TrimStart('c', 'p', 'y', 'r') is [_, >= '0' and <= '4', ..] word && TnmPart(word) == word.Length && TnmOrder(sign, word) is { } name && Rewind(at.Position + 1))
            return name;
        at.Position = start;
        return null;
    }

    // "N ≤ 1"
    private string? TakeTnmAgainst()
    {
        var start = at.Position;
        if (IsTnmLetter(start) && Rewind(start + 1) && at.Take(WordKind.Operator) is { } sign && at.NumberHere is >= 0 and <= 4 and var digit && digit == decimal.Truncate(digit) && Rewind(at.Position + 1) && (EndsPhrase() || IsTnm(at.Position) || at.Is(WordKind.With)))
            return TnmOrder(sign, string.Create(CultureInfo.InvariantCulture, $"{at.Word(start)[^1]}{digit:0}"));
        at.Position = start;
        return null;
    }

    // "cN+": some node, whichever
    private string? TakeAnyNode()
    {
        if (!IsTnmLetter(at.Position) || at.Word(at.Position)[^1] is not 'N' || at.SignAt(at.Position + 1) != '+' || !at[at.Position + 1].Glued)
            return null;
        at.Position += 2;
        return "N+";
    }

    private bool IsTnmLetter(int index) => at.Word(index) is "T" or "N" or "M" or "cT" or "cN" or "cM" or "pT" or "pN" or "pM" or "ypN" or "ypT";

    private static string? TnmOrder(string sign, string value) => (sign, value) switch
    {
        (">=", [_, '0']) or ("<", [_, '0']) => null,
        (">=", ['T', '4', ..]) or (">=", ['N', '3', ..]) or (">=", ['M', '1', ..]) or ("<=", [_, '0']) => value,
        (">=", _) => $"{value} or higher",
        ("<=", _) => $"{value} or lower",
        (">", [var letter, var digit]) when digit < '4' => $"{letter}{(char)(digit + 1)} or higher",
        ("<", [var letter, var digit]) when digit > '0' => $"{letter}{(char)(digit - 1)} or lower",
        _ => null,
    };

    // "T4 or N2": two of them are no hormones.
    private bool IsBesideTnm(int start)
    {
        var here = at.Position;
        var beside = (TakeListLink() && IsTnm(at.Position)) || (start > 1 && FollowsTnm(start - 2) && Rewind(start - 1) && TakeListLink());
        at.Position = here;
        return beside;
    }

    // "T4", and "T2-4"
    private bool FollowsTnm(int index)
    {
        while (index > 0 && (at[index].Kind == TokenKind.Number || at.SignAt(index) == '-'))
            index--;
        return IsTnm(index);
    }

    // "metastatic disease (M1)", "no distant metastases (M0)"
    private bool SkipMetastaticSign()
    {
        var start = at.Position;
        if (at.Sign != '(' || at.SignAt(start + 2) != ')' || at.Word(start + 1) is not ("M0" or "M1" or "cM0" or "cM1" or "pM1"))
            return false;
        var before = at.Upper(start - 1) is "DISEASE" ? start - 2 : start - 1;
        if (!at.Upper(before).StartsWith("METASTA", StringComparison.Ordinal))
            return false;
        at.Position = start + 3;
        return true;
    }
}
