using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Multiples of a normal limit in other spellings: "≥ x3 ULN", "2.5 times higher than the ULN"; and units that are written twice.</summary>
internal sealed partial class EntryParser
{
    // "x3 ULN", "× 3 ULN"
    private Quantity? TimesFirst()
    {
        var start = at.Position;
        decimal? value = null;
        if (at.Take(WordKind.Times) is not null && at.NumberHere is { } behind && Rewind(at.Position + 1))
            value = behind;
        else if (Rewind(start) && !at.AtEnd && at.Letters(start) is ['x' or 'X', >= '0' and <= '9', ..] glued && decimal.TryParse(glued[1..], System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var written) && Rewind(start + 1))
            value = written;
        if (value is { } times && TakeReference() is { } reference)
            return new Quantity(times, "1", reference);
        at.Position = start;
        return null;
    }

    // "2 times higher than ULN", "more than 3 times above the upper limit": the word behind the times says which way.
    private List<Limit>? TimesHigher()
    {
        var start = at.Position;
        if (TakeNumber() is { } value && at.Take(WordKind.Times) is not null && at.Take(WordKind.Operator) is ">" && TakeReference() is Reference.UpperLimit)
            return [new Limit(Comparison.Above, new Quantity(value, "1", Reference.UpperLimit))];
        at.Position = start;
        return null;
    }

    // "millimeters of mercury (mmHg)", "millimoles per mole [mmol/mol]"
    private void SkipSameUnit(string unit)
    {
        var start = at.Position;
        var close = at.Sign == '[' ? ']' : ')';
        if (!((at.TakeSign('(') || at.TakeSign('[')) && string.Equals(at.TakeUnit(), unit, StringComparison.Ordinal) && at.TakeSign(close)))
            at.Position = start;
    }
}
