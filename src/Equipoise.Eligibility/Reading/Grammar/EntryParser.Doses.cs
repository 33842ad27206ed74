using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Doses, which narrow a treatment by its name: "corticosteroids above 10 mg/d prednisone equivalent".</summary>
internal sealed partial class EntryParser
{
    // dose := ["("] ["at" "doses"] comparison quantity ["daily"] ["of"] [drug] ["or" "equivalent"] [")"]
    private string? TakeDose()
    {
        var start = at.Position;
        var unread = residue.Count;
        var open = at.TakeSign('(');
        while (!at.Is(WordKind.Operator) && (at.TakeWhole(WordKind.Dosed) is not null || at.TakeWhole(WordKind.Filler) is not null))
        {
        }

        if (at.Is(WordKind.Operator) && TakeLimits() is [{ Quantity: { Reference: null, Unit: "mg" or "mg/d" or "g" or "mg/kg" or "mg/m2" or "Gy" or "ug" } amount } limit])
        {
            var daily = amount.Unit is "mg" && at.TakeWhole(WordKind.Dosed) is "daily";
            var after = at.Position;
            while (at.TakeWhole(WordKind.Dosed) is not null)
            {
            }

            var equivalent = TakeEquivalent();
            // "10 mg prednisone daily"
            daily |= amount.Unit is "mg" && Enumerable.Range(after, at.Position - after + 1).Any(i => at.Upper(i) is "DAILY") && (at.Upper(at.Position) is not "DAILY" || Rewind(at.Position + 1));
            if (!open || at.TakeSign(')'))
            {
                var words = limit.Comparison switch { Comparison.Above => "above", Comparison.AtLeast => "at least", Comparison.Below => "below", Comparison.AtMost => "at most", _ => "of" };
                return string.Create(CultureInfo.InvariantCulture, $"{words} {amount.Value} {(daily ? "mg/d" : amount.Unit)}{equivalent}");
            }
        }

        Back(start, unread);
        return null;
    }

    // "prednisone or equivalent", "of prednisone equivalents"
    private string TakeEquivalent()
    {
        var start = at.Position;
        SkipFillers();
        var drug = at.Take(WordKind.Therapy);
        while (at.TakeWhole(WordKind.Dosed) is not null || at.WordIs("therapy"))
        {
            if (at.WordIs("therapy"))
                at.Position++;
        }

        var before = at.Position;
        _ = at.TakeSign('(');
        _ = at.Take(WordKind.Or) is not null || at.TakeSign('/');
        _ = at.TakeWhole(WordKind.Filler) is not null && at.WordIs("equivalent");
        if (at.Upper(at.Position) is "EQUIVALENT" or "EQUIVALENTS" || at.Upper(at.Position - 1) is "EQUIVALENT" or "EQUIVALENTS")
        {
            if (at.Upper(at.Position) is "EQUIVALENT" or "EQUIVALENTS")
                at.Position++;
            while (at.TakeWhole(WordKind.Dosed) is not null)
            {
            }

            if (at.SignAt(before) == '(')
                _ = at.TakeSign(')');
            return drug is null ? " equivalent" : $" {drug} equivalent";
        }

        at.Position = drug is null ? start : before;
        return drug is null ? "" : $" {drug}";
    }
}
