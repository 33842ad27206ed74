using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Limits told again in another unit, and words around a limit that say nothing more: "9.0 g/dL (90 g/L, 5.6 mmol/L)", "70% of the predicted normal value".</summary>
internal sealed partial class EntryParser
{
    // "< 50 ng/dL or 1.7 nmol/L": the same in another unit
    private bool SkipOtherUnit(Subjects subjects, Limit limit)
    {
        var start = at.Position;
        if (at.Sign is ',' or '/' or ';' or '=')
            at.Position++;
        _ = at.Take(WordKind.Or);
        _ = at.Take(WordKind.Operator);
        if (at.Position == start || subjects.Variables is not [var variable] || TakeQuantity() is not { Unit: not null } again || !IsSame(new Measurement(variable, limit.Comparison, limit.Quantity.Value, limit.Quantity.Unit ?? "", limit.Quantity.Reference), again))
            at.Position = start;
        return true;
    }

    // "(1,500/mm3)": the same limit in another unit
    private void SkipRestatement(CriterionNode node)
    {
        var start = at.Position;
        if (Leaves(node).FirstOrDefault() is Measurement leaf && at.TakeSign('('))
        {
            SkipFillers();
            _ = at.Take(WordKind.Or);
            _ = at.Take(WordKind.Operator);
            var bracket = at.Position;
            if ((TakeSameAgain(leaf) || (node is AllOf { Of: [Measurement, Measurement second] } && Rewind(bracket) && TakeSameAgain(second)) || (leaf is { RelativeTo: not null, Value: 1 } && Rewind(bracket) && TakeQuantity() is { Reference: null, Unit: not null } value && Fits(leaf.Variable, value.Unit))) && at.TakeSign(')'))
                return;
            // "7.0-10.5 % (53-91 mmol/mol)"
            at.Position = bracket;
            if (node is AllOf { Of: [Measurement low, Measurement high] } && TakeRange(needsTo: false) is [var from, var to] && at.TakeSign(')') && IsSame(low, from.Quantity) && IsSame(high, to.Quantity))
                return;
        }

        at.Position = start;
        if (Leaves(node).FirstOrDefault() is Measurement { RelativeTo: null } limit && SkipsRestatedAfter(limit))
            return;
        at.Position = start;
    }

    // again := quantity ((link | "=") [comparison] quantity)*, each the same as the limit
    private bool TakeSameAgain(Measurement leaf)
    {
        for (var many = 0; many < 4; many++)
        {
            if (TakeQuantity() is not { } again || again.Reference != leaf.RelativeTo || !IsSame(leaf, again))
                return false;
            if (at.Sign is not (',' or ';' or '/' or '=') && !at.Is(WordKind.Or))
                return true;
            at.Position++;
            _ = at.Take(WordKind.Operator);
        }

        return false;
    }

    // "≤ 50 ng/dL or 1.7 nmol/L", "≥ 90 g/L = 9 g/dL": in another unit, and no limit of its own
    private bool SkipsRestatedAfter(Measurement leaf)
    {
        if (at.Sign is not ('/' or '=' or ',') && !at.Is(WordKind.Or))
            return false;
        at.Position++;
        // "≥ 9 g/dL or ≥ 5.6 mmol/L"
        if (at.Take(WordKind.Operator) is { } sign && ComparisonSigns.FromSign(sign) != leaf.Comparison)
            return false;
        return at.NumberHere is not null && TakeQuantity() is { Unit: { } unit, Reference: null } again && !string.Equals(unit, leaf.Unit, StringComparison.Ordinal) && IsSame(leaf, again) && !at.Is(WordKind.Variable);
    }

    // "FEV1 ≥ 70% (of the) predicted (normal value)", "DLCO > 60% normal": of whatever is normal for somebody like that
    private bool SkipOfPredicted(Subjects subjects)
    {
        if (subjects.Variables is not ["fev1" or "fvc" or "dlco" or "tlc" or "residualVolume" or "lvef"] || at.SignAt(at.Position - 1) != '%' && at.Upper(at.Position - 1) is not "PERCENT")
            return false;
        var start = at.Position;
        var open = at.TakeSign('(');
        while (at.Upper(at.Position) is "OF" or "THE" or "PREDICTED" or "EXPECTED" or "NORMAL" or "VALUE" or "VALUES" or "REFERENCE" or "FOR" or "AGE" or "THEORETICAL" or "PERCENT" or "PRED" or "SEX" or "HEIGHT" && !at.Is(WordKind.Variable))
            at.Position++;
        var last = at.Upper(at.Position - 1);
        if (last is "PREDICTED" or "EXPECTED" or "NORMAL" or "VALUE" or "VALUES" or "AGE" or "PRED" or "HEIGHT" && Close(open))
            return true;
        at.Position = start;
        return false;
    }

    // "(including 18 and 75 years old)", "(18 and 75 included)": the bounds themselves
    private bool SkipIncludedBounds()
    {
        var start = at.Position;
        if (!at.TakeSign('(') && !at.TakeSign(','))
            return false;
        var said = at.Upper(at.Position) is "INCLUDING" or "INCLUDE" or "INCLUDES" or "INCLUSIVE" or "INCLUDED" or "BOTH" or "CONTAINING" or "INCL";
        for (var many = 0; many < 12 && at.Sign is not (')' or ';') && !at.AtEnd; many++)
        {
            said |= at.Upper(at.Position) is "INCLUDED" or "INCLUSIVE";
            if (at.NumberHere is null && !at.Is(WordKind.And) && !at.Is(WordKind.Old) && !at.Is(WordKind.Filler) && !at.Is(WordKind.Inclusive) && at.Upper(at.Position) is not ("INCLUDING" or "INCLUDE" or "INCLUDES" or "INCLUDED" or "CONTAINING" or "YEARS" or "YEAR" or "VALUES" or "CRITICAL" or "BOUNDARY" or "BOUNDARIES" or "VALUE" or "AGES" or "AGE" or "KG" or "M2" or "THRESHOLD" or "THRESHOLDS" or "ENDS" or "INCL") && at.Sign != '/')
                break;
            at.Position++;
        }

        if (said && (at.TakeSign(')') || at.SignAt(start) == ',' && (at.AtEnd || at.Sign is ';' or '.' or ',')))
            return true;
        at.Position = start;
        return false;
    }

    // "18 years ≤ age ≤ 75 years", "18.5 < BMI < 30": what is limited stands between its limits.
    private CriterionNode? BetweenSigns()
    {
        var start = at.Position;
        if (negations > 0 || TakeQuantity() is not { Reference: null } low)
            return null;
        _ = TakeOld();
        if (at.Take(WordKind.Operator) is not { } sign || ComparisonSigns.FromSign(sign) is not { } first)
        {
            at.Position = start;
            return null;
        }

        var subjects = at.Take(WordKind.Age) is not null ? AgeSubject : TakeSubjects();
        SkipFillers();
        if (subjects is { Variables: [_] } && at.Take(WordKind.Operator) is { } next && ComparisonSigns.FromSign(next) is { } second && IsOneWay(first, second) && TakeQuantity() is { Reference: null } high)
        {
            low = low with { Unit = low.Unit ?? high.Unit };
            high = high with { Unit = high.Unit ?? low.Unit };
            List<Limit> limits = [new Limit(Turned(first), low), new Limit(second, high)];
            return ReferenceEquals(subjects, AgeSubject) ? AgeTail(limits) : GuardAfter(Build(subjects, limits));
        }

        at.Position = start;
        return null;
    }

    // "18 ≤ age < 75": both signs point the same way.
    private static bool IsOneWay(Comparison first, Comparison second) =>
        (first is Comparison.AtMost or Comparison.Below && second is Comparison.AtMost or Comparison.Below) || (first is Comparison.AtLeast or Comparison.Above && second is Comparison.AtLeast or Comparison.Above);

    private static Comparison Turned(Comparison comparison) => comparison switch
    {
        Comparison.AtMost => Comparison.AtLeast,
        Comparison.Below => Comparison.Above,
        Comparison.AtLeast => Comparison.AtMost,
        Comparison.Above => Comparison.Below,
        _ => comparison,
    };

    // "between ≥ 7.0% and ≤ 10.5%"
    private List<Limit>? SignedBetween()
    {
        if (at.Take(WordKind.Operator) is not { } low || ComparisonSigns.FromSign(low) is not { } first || TakeQuantity() is not { } least || (at.Take(WordKind.And) is null && at.Take(WordKind.To) is null && !at.TakeSign('-')) ||
            at.Take(WordKind.Operator) is not { } high || ComparisonSigns.FromSign(high) is not { } second || !Opposite(first, second) || TakeQuantity() is not { } most)
            return null;
        return [new Limit(first, least with { Unit = least.Unit ?? most.Unit }), new Limit(second, most)];
    }

    // "T-score ≤ -2.5", "between -2.5 and -1.0": values of what may lie below zero
    private CriterionNode? BelowZero(Subjects subjects)
    {
        if (subjects.Variables is not [var variable] || Variables.Find(variable) is not { Low: < 0 } || at.NumberHere is not null)
            return null;
        var start = at.Position;
        SkipFillers();
        var between = at.Take(WordKind.Between) is not null;
        if (!between && at.Take(WordKind.Operator) is { } sign && ComparisonSigns.FromSign(sign) is { } comparison && TakeSigned() is { } limit)
            return Build(subjects, [new Limit(comparison, new Quantity(limit, null))]);
        if (between && TakeSigned() is { } one && (at.Take(WordKind.And) is not null || at.Take(WordKind.To) is not null) && TakeSigned() is { } other)
            return Build(subjects, [new Limit(Comparison.AtLeast, new Quantity(Math.Min(one, other), null)), new Limit(Comparison.AtMost, new Quantity(Math.Max(one, other), null))]);
        at.Position = start;
        return null;
    }

    private decimal? TakeSigned()
    {
        var minus = at.Sign == '-' && at.Position + 1 < at.Count && at[at.Position + 1].Kind == TokenKind.Number;
        if (minus || at.Sign == '+')
            at.Position++;
        return at.NumberHere is { } value && Rewind(at.Position + 1) ? minus ? -value : value : null;
    }

    // "≥ 50 kg for men and 45 kg for women"
    private List<Limit>? SameForOtherSex(CriterionNode before)
    {
        var start = at.Position;
        if (before is Given { Guard: Circumstance { Kind: CircumstanceKind.Sex }, Then: Measurement one, Else: null } && at.NumberHere is not null && TakeQuantity() is { } quantity && (quantity.Unit is null || string.Equals(quantity.Unit, one.Unit, StringComparison.Ordinal)) &&
            at.Upper(at.Position) is "FOR" or "IN" or "(" && Rewind(at.Position + 1) && at.Is(WordKind.Sex) && Rewind(at.Position - 1))
            return [new Limit(one.Comparison, quantity with { Unit = quantity.Reference is null ? one.Unit : quantity.Unit })];
        at.Position = start;
        return null;
    }

    // Between two limits
    private bool ClosesNothing(int next) => polarity == Polarity.Inclusion && (at.KindsAt(next) >> (int)WordKind.Variable & 1) != 0 && at.Holds(WordKind.Operator) && at.Position > 1 && (at.KindsAt(at.Position - 1) >> (int)WordKind.Limit & 1) != 0 | at[at.Position - 1].Kind == TokenKind.Number | at.SignAt(at.Position - 2) == '/' | at.SignAt(at.Position - 1) == '%';

    // "platelets ≥ 100 x 10^9/L)": a bracket that nobody opened, at the end
    private bool SkipStrayBracket(int before)
    {
        if (before == 0 || at.Sign != ')' || IsOpened())
            return false;
        // "…); AST ≤ 2.5 × ULN": nor before the next limit of a list
        for (var i = at.Position + 1; i < at.Count; i++)
        {
            if (at.SignAt(i) is '.' or ';' or ',')
                continue;
            if (i == at.Position + 1 || !ClosesNothing(i))
                return false;
            break;
        }

        at.Position++;
        return true;
    }
}
