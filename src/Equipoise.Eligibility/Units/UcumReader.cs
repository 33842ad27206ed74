using System.Globalization;

namespace Equipoise.Eligibility.Units;

/// <summary>Reads the grammar of UCUM: terms joined by points and slashes, groups, exponents, powers of ten, annotations.</summary>
internal ref struct UcumReader(string text)
{
    private const int DeepestGroup = 4;
    private int position;
    private int depth;

    public UcumUnit? Read()
    {
        try
        {
            return Term() is { } unit && position == text.Length ? unit : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private readonly bool At(char sign) => position < text.Length && text[position] == sign;

    private UcumUnit? Term()
    {
        var unit = new UcumUnit(1, 1, default);
        var power = Take('/') ? -1 : 1;
        while (true)
        {
            if (Component() is not { } part)
                return null;
            var (over, under) = power > 0 ? (part.Numerator, part.Denominator) : (part.Denominator, part.Numerator);
            unit = new UcumUnit(unit.Numerator * over, unit.Denominator * under, unit.Dimension.Times(part.Dimension, power));
            if (Take('/'))
                power = -1;
            else if (Take('.'))
                power = 1;
            else
                return unit;
        }
    }

    private UcumUnit? Component()
    {
        if (Take('('))
        {
            if (++depth > DeepestGroup || Term() is not { } group || !Take(')'))
                return null;
            depth--;
            return group;
        }

        if (At('{'))
            return Annotation() ? new UcumUnit(1, 1, default) : null;
        var unit = Number() ?? Atom();
        return unit is null || (At('{') && !Annotation()) ? null : unit;
    }

    private UcumUnit? Number()
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        if (position == start || !decimal.TryParse(text.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            return null;
        if (!At('*') && !At('^'))
            return new UcumUnit(number, 1, default);
        position++;
        var negative = Take('-');
        var exponent = Digits();
        if (exponent is null or > 15)
            return null;
        var factor = 1m;
        for (var i = 0; i < exponent; i++)
            factor *= number;
        return negative ? new UcumUnit(1, factor, default) : new UcumUnit(factor, 1, default);
    }

    private UcumUnit? Atom()
    {
        var start = position;
        var inBracket = false;
        while (position < text.Length && (inBracket || char.IsAsciiLetter(text[position]) || text[position] is '[' or '%'))
        {
            inBracket = text[position] switch { '[' => true, ']' => false, _ => inBracket };
            position++;
        }

        if (UcumUnit.Atom(text[start..position]) is not { } atom)
            return null;
        var negative = At('-') && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]) && Take('-');
        if (Digits() is not { } exponent)
            return atom;
        if (exponent is 0 or > 4)
            return null;
        var factor = 1m;
        for (var i = 0; i < exponent; i++)
            factor *= atom.Numerator;
        return negative
            ? new UcumUnit(1, factor, default(Dimension).Times(atom.Dimension, -exponent))
            : new UcumUnit(factor, 1, default(Dimension).Times(atom.Dimension, exponent));
    }

    private int? Digits()
    {
        var start = position;
        while (position < text.Length && position - start < 3 && char.IsAsciiDigit(text[position]))
            position++;
        return position == start ? null : int.Parse(text.AsSpan(start, position - start), CultureInfo.InvariantCulture);
    }

    private bool Annotation()
    {
        var end = text.IndexOf('}', position);
        if (end < 0)
            return false;
        position = end + 1;
        return true;
    }

    private bool Take(char sign)
    {
        if (!At(sign))
            return false;
        position++;
        return true;
    }
}
