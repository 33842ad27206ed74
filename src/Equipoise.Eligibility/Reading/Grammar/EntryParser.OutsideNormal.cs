using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Limits that no number tells: "outside the normal range"; and pairs of numbers that nothing names: "≥ 160/100 mmHg".</summary>
internal sealed partial class EntryParser
{
    // outside := ("outside" ["of"] | "out of") ["the"] normal range
    private CriterionNode? OutsideNormal(Subjects subjects)
    {
        var start = at.Position;
        while (at.Upper(at.Position) is "IS" or "ARE" or "LEVEL" or "LEVELS" or "VALUES")
            at.Position++;
        if (at.Upper(at.Position) is "OUTSIDE" or "OUT")
        {
            at.Position += at.Upper(at.Position + 1) is "OF" ? 2 : 1;
            var named = at.Position;
            while (IsLaboratoryWord() || at.Upper(at.Position) is "THE" or "OF" or "RANGES" && Rewind(at.Position + 1))
            {
            }

            if (Enumerable.Range(named, at.Position - named).Any(i => at.Upper(i) is "NORMAL" or "REFERENCE") && EndsPhraseOrVisit())
                return Together([.. subjects.Variables.Select(variable => new AnyOf([Leaf(variable, new Limit(Comparison.Below, new Quantity(1, "1", Reference.LowerLimit))), Leaf(variable, new Limit(Comparison.Above, new Quantity(1, "1", Reference.UpperLimit)))]))]);
        }

        at.Position = start;
        return null;
    }

    // "10e9", "10exp9"
    private static int? ExponentOf(string word)
    {
        var digits = word.StartsWith("exp", StringComparison.OrdinalIgnoreCase) ? word.AsSpan(3) : word is ['e' or 'E', ..] ? word.AsSpan(1) : default;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var exponent) && exponent is >= 1 and <= 15 ? exponent : null;
    }

    // "≤ ULN × 1.5": how many times, told behind
    private decimal TimesBehind()
    {
        var start = at.Position;
        if ((at.Take(WordKind.Times) is not null || at.TakeSign('*')) && at.NumberHere is { } times && Rewind(at.Position + 1) && at.TakeUnit() is null)
            return times;
        at.Position = start;
        return 1;
    }

    // "platelets > 100,000": the one customary unit that fits, where nothing stands behind the number that could be another, nor an alternative whose unit may be that of both
    private string? SupposedUnit(string subject, Quantity quantity) =>
        quantity.Reference is null && !quantity.MayBeThousands && !(at.Is(WordKind.Or) && (at.KindsAt(at.Position + 1) & TokenCursor.Bits(WordKind.Operator)) != 0) && (EndsPhraseOrVisit() || at.Sign == '-' || at.Is(WordKind.But) || at[at.Position].Kind == TokenKind.Word && char.IsAsciiLetterUpper(at.Word(at.Position)[0]) && (at.Is(WordKind.Variable) || at.Is(WordKind.Not))) ? CustomaryUnits.Of(subject, quantity.Value) : null;

    // "Gleason score 7 (3+4 and/or 4+3)": both ways to make seven
    private void SkipBothSums(CriterionNode node)
    {
        if (at.Sign != '(' || node is not Measurement { Variable: "gleason", Value: 7 })
            return;
        var start = at.Position++;
        var sums = new List<decimal>();
        while (at.NumberHere is { } one && at.SignAt(at.Position + 1) == '+' && at[at.Position + 2].Number is var other && one + other == 7 && Rewind(at.Position + 3))
        {
            sums.Add(one);
            _ = TakeListLink();
        }

        if (sums is not ([3, 4] or [4, 3]) || !at.TakeSign(')'))
            at.Position = start;
    }

    private bool EndsPhraseOrVisit() => EndsPhrase() || at.Is(WordKind.At) || at.Is(WordKind.Within);

    private static readonly Subjects Pressures = new(["bp.systolic", "bp.diastolic"], Any: false);

    // "≥ 160/100 mmHg": two numbers in millimeters of mercury are a blood pressure.
    private CriterionNode? BarePressure()
    {
        var start = at.Position;
        if (at.Take(WordKind.Operator) is not null && at.NumberHere is >= 60 and <= 260 && at.SignAt(at.Position + 1) == '/' && Rewind(at.Position + 2) && TakeQuantity() is { Unit: "mm[Hg]", Value: >= 30 and <= 160 } && Rewind(start))
            return LimitChain(Pressures);
        at.Position = start;
        return null;
    }
}
