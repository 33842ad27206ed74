using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Numbers, units, multiples of the normal range.</summary>
internal sealed partial class EntryParser
{
    // quantity := number ["+"] [times ten-power] [[times] normal-limit | unit] | [the] normal-limit
    private Quantity? TakeQuantity()
    {
        var start = at.Position;
        if (TakeReference() is { } whole)
            return new Quantity(TimesBehind(), "1", whole);
        if (TakePlusSigns() is { } pluses)
            return new Quantity(pluses, "{dipstick}");
        if (TakeBarePower() is { } alone)
            return alone;
        if (TimesFirst() is { } multiple)
            return multiple;
        if (TakeNumber() is not { } value)
            return Back(start);
        var dotted = at.Position == start + 1 && at.Word(start).IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot == at.Word(start).Length - 4 && at.Word(start)[0] is not '0';
        if (at.Sign == '+' && at[at.Position].Glued && (at.Position + 1 >= at.Count || !at[at.Position + 1].Glued || at.SignAt(at.Position + 1) is '.' or ',' or ';' or ')' or '/'))
        {
            at.Position++;
            return new Quantity(value, "{dipstick}");
        }

        var power = TakePowerOfTen();
        if (power is null && TakeMultiple() is { } reference)
            return new Quantity(value, "1", reference);
        var beforeUnit = at.Position;
        if (at.Sign == '-' && at[beforeUnit].Glued)
            at.Position++;
        var unit = at.TakeUnit();
        if (unit is null)
            at.Position = beforeUnit;
        else
            SkipSameUnit(unit);
        return power is null ? PercentOfLimit(value, unit) with { MayBeThousands = dotted } : WithPower(value, power, unit, start);
    }

    // "(++)": two of them on a dipstick
    private int? TakePlusSigns()
    {
        if (at.Sign != '+' && (at.Sign != '(' || at.SignAt(at.Position + 1) != '+'))
            return null;
        var start = at.Position;
        var open = at.TakeSign('(');
        var count = 0;
        while (at.TakeSign('+'))
            count++;
        if (count is >= 1 and <= 4 && (!open || at.TakeSign(')')))
            return count;
        at.Position = start;
        return null;
    }

    private Quantity? Back(int start)
    {
        at.Position = start;
        return null;
    }

    private Quantity PercentOfLimit(decimal value, string? unit)
    {
        if (unit is not "%")
            return new Quantity(value, unit);
        var start = at.Position;
        _ = at.Take(WordKind.Filler);
        if (TakeReference() is { } reference)
            return new Quantity(value / 100, "1", reference);
        at.Position = start;
        return new Quantity(value, unit);
    }

    private Quantity? WithPower(decimal value, int? power, string? unit, int start) => unit switch
    {
        "/L" or "/uL" or "/mm3" or "/mL" => new Quantity(value, string.Create(CultureInfo.InvariantCulture, $"10*{power}{unit}")),
        "{copies}/mL" or "[IU]/mL" when power <= 9 => new Quantity(value * TenTo(power ?? 0), unit),
        _ => Back(start),
    };

    private static decimal TenTo(int power)
    {
        var value = 1m;
        for (; power > 0; power--)
            value *= 10;
        return value;
    }

    // "≥ 10^4 copies/mL": a power of ten by itself
    private Quantity? TakeBarePower()
    {
        if (at.NumberHere is not 10 || at.SignAt(at.Position + 1) != '^')
            return null;
        var start = at.Position;
        at.Position += 2;
        if (at.NumberHere is >= 1 and <= 12 and var power && power == decimal.Truncate(power) && Rewind(at.Position + 1) && at.TakeUnit() is { } unit)
            return WithPower(1, (int)power, unit, start);
        at.Position = start;
        return null;
    }

    // Digits, or a number word that may be followed by the same in brackets: "three (3)".
    private decimal? TakeNumber()
    {
        if (at.NumberHere is { } digits)
        {
            at.Position++;
            return digits + (digits < 100 ? DecimalComma() : 0);
        }

        if (at.Take(WordKind.Number) is not { } word)
            return null;
        var value = decimal.Parse(word, CultureInfo.InvariantCulture);
        var start = at.Position;
        if (at.TakeSign('(') && at.NumberHere == value)
        {
            at.Position++;
            if (at.TakeSign(')'))
                return value;
        }

        at.Position = start;
        return value;
    }

    // "1,5 x ULN": a comma before one or two digits, where a times sign or unit follows
    private decimal DecimalComma()
    {
        var start = at.Position;
        if (at.Sign == ',' && at[start].Glued && start + 1 < at.Count && at[start + 1] is { Kind: TokenKind.Number, Glued: true } fraction && fraction.End - fraction.Start is 1 or 2 && fraction.Number == decimal.Truncate(fraction.Number))
        {
            at.Position += 2;
            var after = at.Position;
            // "7,5-10 %"
            if (at.Sign == '-' && at[after].Glued && at.Position + 1 < at.Count && at[at.Position + 1].Kind == TokenKind.Number)
                at.Position += at.SignAt(at.Position + 2) == ',' && at.Position + 3 < at.Count && at[at.Position + 3] is { Kind: TokenKind.Number, Glued: true } ? 4 : 2;
            if (at.Is(WordKind.Times) || at.TakeUnit() is not null and not ("a" or "mo" or "wk" or "d"))
            {
                at.Position = after;
                return fraction.Number / (fraction.End - fraction.Start == 1 ? 10 : 100);
            }
        }

        at.Position = start;
        return 0;
    }

    // "x 10^9", "×10*9", "x 10e9", "x 10 9" and, with a superscript lost on the way, "×109" before a slash.
    private int? TakePowerOfTen()
    {
        var start = at.Position;
        if (at.Take(WordKind.Times) is null && at.Sign != '*')
            return null;
        if (at.Sign == '*')
            at.Position++;
        if (at.NumberHere is { } ten)
        {
            at.Position++;
            if (ten == 10 && at.Sign == '(' && at.SignAt(at.Position + 2) == ')' && at[at.Position + 1].Number is >= 1 and <= 15 and var bracketed)
            {
                at.Position += 3;
                return (int)bracketed;
            }

            if (ten == 10 && (at.Sign is '^' or '*' || at.Word(at.Position) is "e" or "E" or "exp"))
            {
                at.Position++;
                while (at.Sign is '^' or '*')
                    at.Position++;
                if (at.NumberHere is >= 1 and <= 15 and var raised && raised == decimal.Truncate(raised))
                {
                    at.Position++;
                    return (int)raised;
                }
            }
            else if (ten == 10 && ExponentOf(at.Word(at.Position)) is { } exponent)
            {
                at.Position++;
                return exponent;
            }
            else if (ten == 10 && at.NumberHere is 3 or 6 or 9 or 12)
            {
                return (int)at[at.Position++].Number;
            }
            else if (ten is 103 or 104 or 105 or 106 or 109 or 1012 && (at.Sign == '/' || at.Word(at.Position) is "cells" or "per"))
            {
                return (int)ten - (ten == 1012 ? 1000 : 100);
            }
            else if (ten == 1000)
            {
                return 3;
            }
        }

        at.Position = start;
        return null;
    }

    // [times] [the institutional] upper limit of normal
    private Reference? TakeMultiple()
    {
        var start = at.Position;
        if (at.Sign == '-' && at[at.Position].Glued)
            at.Position++;
        if (at.Take(WordKind.Times) is null && at.Sign == '*')
            at.Position++;
        // "> 2 times higher than the ULN"
        var told = at.Position;
        if (told == start || at.Take(WordKind.Operator) is not ">")
            at.Position = told;
        if (TakeReference() is { } reference)
            return reference;
        at.Position = told;
        // "2 x institutional normal"
        if (at.Position > start)
        {
            while (!at.WordIs("normal") && IsLaboratoryWord())
            {
            }
        }

        // "3 times normal", "twice normal"
        if ((at.Position > start || at.Upper(start - 1) is "TWICE" or "DOUBLE" or "THRICE") && string.Equals(at.Word(at.Position), "normal", StringComparison.OrdinalIgnoreCase))
        {
            at.Position++;
            return Reference.UpperLimit;
        }

        at.Position = start;
        return null;
    }

    private Reference? TakeReference()
    {
        var start = at.Position;
        for (var i = 0; i < 3 && !at.Is(WordKind.Limit) && (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Before) is not null || IsLaboratoryWord()); i++)
        {
        }

        if (at.Take(WordKind.Limit) is not { } limit)
        {
            at.Position = start;
            return null;
        }

        // "(ULN)", "ULN range"
        var after = at.Position;
        if (!(at.TakeSign('(') && SkipLimitWords() && at.TakeSign(')')) && Rewind(after) && at.Take(WordKind.Limit) is { } again && !string.Equals(again, limit, StringComparison.Ordinal))
            at.Position = after;
        return limit is "uln" ? Reference.UpperLimit : Reference.LowerLimit;
    }

    private bool SkipLimitWords()
    {
        while (at.Take(WordKind.Limit) is not null || at.TakeWhole(WordKind.Filler) is not null || IsLaboratoryWord())
        {
        }

        return true;
    }

    private bool IsLaboratoryWord()
    {
        if (at.AtEnd || !LaboratoryWords.Contains(at.Word(at.Position)))
            return false;
        at.Position++;
        return true;
    }

    // comparison quantity | quantity "or more" | between quantity and quantity | quantity "to" quantity
    private List<Limit>? TakeLimits()
    {
        var start = at.Position;
        SkipFillers();
        if (at.Take(WordKind.Between) is not null)
        {
            SkipFillers();
            if (TakeRange(needsTo: true) is { } between)
                return between;
            if (SignedBetween() is { } signed)
                return signed;
            at.Position = start;
            return null;
        }

        if (at.Take(WordKind.Operator) is { } sign)
        {
            SkipFillers();
            // "glucose = 120-160 mg/dL"
            var given = at.Position;
            if (sign is "=" && TakeRange(needsTo: false) is [_, _] both)
                return both;
            at.Position = given;
            at.Position = given;
            if (sign is ">" or ">=" && UpTo(sign) is { } reach)
                return reach;
            at.Position = given;
            // "must be ≥ to", "equal to or >": a second sign says the same or nothing.
            if ((TakeQuantity() ?? BareNormal(sign)) is { } quantity)
                return [new Limit(ComparisonSigns.FromSign(sign)!.Value, quantity)];
            at.Position = start;
            return null;
        }

        if (TimesHigher() is { } higher)
            return higher;
        if (TakeRange(needsTo: false) is { } range)
            return range;
        at.Position = start;
        return null;
    }

    // "over 5 to 10 years", "≥ 18 to ≤ 75 years"
    private List<Limit>? UpTo(string sign)
    {
        if (TakeQuantity() is not { Reference: null } low || (at.Take(WordKind.To) is null && !at.TakeSign('-')))
            return null;
        SkipFillers();
        var end = at.Take(WordKind.Operator);
        if (end is not (null or "<" or "<=") || TakeQuantity() is not { Reference: null, Unit: not null } high)
            return null;
        // "≥ 6 months to < 5 years"
        var shorter = (low.Unit, high.Unit) is ("d" or "wk" or "mo", "a") or ("d" or "wk", "mo") or ("d", "wk");
        if (!shorter && (high.Value <= low.Value || (low.Unit is not null && !string.Equals(low.Unit, high.Unit, StringComparison.Ordinal))))
            return null;
        return [new Limit(ComparisonSigns.FromSign(sign)!.Value, shorter ? low : low with { Unit = high.Unit }), new Limit(end is "<" ? Comparison.Below : Comparison.AtMost, high)];
    }

    // "creatinine above institutional normal"
    private Quantity? BareNormal(string sign)
    {
        var start = at.Position;
        while (IsLaboratoryWord())
        {
        }

        if (at.Position > start && sign is not "<" && at.Upper(at.Position - 1) is "NORMAL" && EndsPhrase())
            return new Quantity(1, "1", sign is ">=" ? Reference.LowerLimit : Reference.UpperLimit);
        at.Position = start;
        return null;
    }

    private List<Limit>? TakeRange(bool needsTo)
    {
        var start = at.Position;
        if (TakeQuantity() is not { } low)
            return null;
        // "65+ years"
        if (low.Unit is "{dipstick}" && at.TakeUnit() is { } years and ("a" or "mo"))
            return [new Limit(Comparison.AtLeast, low with { Unit = years })];
        saidOld = TakeOld();
        var middle = at.Position;
        // "2 (or less) years"
        if (TakeBound() is { } bound)
            return [new Limit(bound, low.Unit is null && (at.SignAt(at.Position - 1) == ')' || at.Sign == '/') ? low with { Unit = at.TakeUnit() } : low)];
        at.Position = middle;
        if ((at.TakeSign('-') || at.Take(WordKind.To) is not null || (needsTo && at.Take(WordKind.And) is not null)) && SkipFillers() && at.Take(WordKind.Operator) is var end && end is null or "<=" or "=" or "<" && TakeQuantity() is { } high)
        {
            // "6 months to less than 3 years"
            var upper = end is "<" ? Comparison.Below : Comparison.AtMost;
            var lower = low with { Unit = low.Unit ?? high.Unit, Reference = low.Reference ?? high.Reference };
            _ = at.Take(WordKind.Inclusive);
            saidOld |= TakeOld();
            // "78 to 24 letters": acuity is told from the worse eye of the range or from the better one
            if (lower.Value > high.Value && high.Unit is "{letters}")
                return [new Limit(Comparison.AtLeast, high), new Limit(Comparison.AtMost, lower with { Unit = high.Unit })];
            if (lower.Value <= high.Value || !string.Equals(lower.Unit, high.Unit, StringComparison.Ordinal))
                return [new Limit(Comparison.AtLeast, lower), new Limit(upper, high)];
        }

        at.Position = start;
        return null;
    }

    // "years old", "years-old"
    private bool TakeOld()
    {
        if (at.Sign == '-' && string.Equals(at.Word(at.Position + 1), "old", StringComparison.OrdinalIgnoreCase))
            at.Position++;
        return at.Take(WordKind.Old) is not null;
    }

    // "or more", "(or less)", "and older"
    private Comparison? TakeBound()
    {
        var open = at.TakeSign('(');
        Comparison? bound = at.Take(WordKind.OrMore) is not null ? Comparison.AtLeast : at.Take(WordKind.OrLess) is not null ? Comparison.AtMost : null;
        // "18 years and less than 80": the next limit begins here.
        return bound is null || (open && !at.TakeSign(')')) || at.WordIs("than") || at.NumberHere is not null ? null : bound;
    }
}
