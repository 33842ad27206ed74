using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Values of scales that are named rather than measured: "ASA class I-III", "Kellgren-Lawrence grade 2 or 3", "CDR of 0.5 or 1".</summary>
internal sealed partial class EntryParser
{
    private const int MostRanks = 6;

    // scale-values := ["class"] [comparison] rank [("-" | "to") rank | (link rank)+ | "or less" | "or more"]
    private CriterionNode? ScaleValues(Subjects subjects)
    {
        if (subjects.Variables is not [var variable] || Variables.Find(variable)?.ImpliedUnit is not ("{class}" or "{stage}" or "{grade}" or "{score}") || !IsRankAhead())
            return null;
        var start = at.Position;
        SkipRankWords();
        var comparison = at.Take(WordKind.Operator) is { } sign ? ComparisonSigns.FromSign(sign) : null;
        SkipRankWords();
        if (TakeRank(out var roman) is { } first && RanksAfter(variable, comparison, first, roman) is { } ranks)
            return ranks;
        at.Position = start;
        return null;
    }

    // What stands elsewhere is read as any other limit; this rule begins with a letter-numeral or goes on with a link.
    private bool IsRankAhead()
    {
        for (var i = at.Position; i < at.Count && i < at.Position + MostRanks; i++)
        {
            if (at[i].Kind == TokenKind.Number)
                return at.Upper(i + 1) is "OR" or "AND" || at.SignAt(i + 1) is ',' or '/' or '&' || at.Upper(i - 1) is "CATEGORY" or "CLASS" or "GRADE";
            if (RomanAt(i) > 0)
                return true;
        }

        return false;
    }

    private CriterionNode? RanksAfter(string variable, Comparison? comparison, decimal first, bool roman)
    {
        var after = at.Position;
        if (comparison is null && (at.TakeSign('-') || at.Take(WordKind.To) is not null) && TakeRank(out _) is { } last && last > first && IsRankEnd())
            return new AllOf([Rank(variable, Comparison.AtLeast, first), Rank(variable, Comparison.AtMost, last)]);
        at.Position = after;
        if (TakeBound() is { } bound)
            return comparison is null && IsRankEnd() ? Rank(variable, bound, first) : null;
        at.Position = after;
        var values = new List<decimal> { first };
        for (var end = at.Position; comparison is null or Comparison.Equal && values.Count < MostRanks && TakeListLink() && TakeRank(out _) is { } next && next > values[^1] && IsRankEnd(); end = after = at.Position)
            values.Add(next);
        at.Position = after;
        if (values.Count > 1)
            return new AnyOf([.. values.Select(value => Rank(variable, Comparison.Equal, value))]);
        return (roman || at.Upper(after - 2) is "CATEGORY" or "CLASS" or "GRADE") && IsRankEnd() ? Rank(variable, comparison ?? Comparison.Equal, first) : null;
    }

    private static Measurement Rank(string variable, Comparison comparison, decimal value) => new(variable, comparison, value, Variables.Find(variable)!.ImpliedUnit!, null);

    private void SkipRankWords()
    {
        while (!at.AtEnd && RomanAt(at.Position) == 0 && (at.Upper(at.Position) is "CLASS" or "CLASSES" or "STAGE" or "STAGES" or "GRADE" or "GRADES" or "CATEGORY" or "CLASSIFICATION" or "PHYSICAL" ? Rewind(at.Position + 1) : at.TakeWhole(WordKind.Filler) is not null || at.TakeSign(':')))
        {
        }
    }

    private decimal? TakeRank(out bool roman)
    {
        while (at.Upper(at.Position) is "CLASS" or "GRADE" or "STAGE" or "ASA")
            at.Position++;
        roman = !at.AtEnd && RomanAt(at.Position) > 0;
        if (roman)
            return RomanAt(at.Position++);
        if (at.NumberHere is not { } number)
            return null;
        at.Position++;
        return number;
    }

    private int RomanAt(int index) => at.Word(index) switch { "I" => 1, "II" => 2, "III" => 3, "IV" => 4, "V" => 5, "VI" => 6, _ => 0 };

    // Nothing that a number could belong to: no unit, no second number.
    private bool IsRankEnd() => at.AtEnd || at[at.Position].Kind != TokenKind.Number && at.Sign is not ('%' or '/' or '^') && !at.Is(WordKind.Times);
}
