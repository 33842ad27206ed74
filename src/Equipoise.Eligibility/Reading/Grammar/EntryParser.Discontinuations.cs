using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Treatments that must have ended by then: "discontinuation of flutamide or nilutamide at least 4 weeks before randomization".</summary>
internal sealed partial class EntryParser
{
    // discontinued := ("discontinuation" | "cessation" | …) "of" treatment (link treatment)* limit anchor
    private CriterionNode? Discontinued()
    {
        var start = at.Position;
        if (polarity != Polarity.Inclusion || negations > 0 || at.Upper(start) is not ("DISCONTINUATION" or "CESSATION" or "WITHDRAWAL" or "TERMINATION") || at.Upper(start + 1) is not "OF")
            return null;
        at.Position += 2;
        var names = new List<string>();
        do
        {
            while (at.Upper(at.Position) is "ANY" or "ALL" or "THE" or "OTHER" or "PRIOR" or "PREVIOUS")
                at.Position++;
            if ((at.TakeWhole(WordKind.Therapy) ?? (TakeOpenName(out var condition) is { } open && !condition ? open : null)) is not { } name)
                return null;
            while (SkipConceptWord())
            {
            }

            names.Add(name);
        }
        while (TakeListLink());
        if (TakeLimits() is not [{ Quantity: { IsTime: true, Unit: { } unit } time, Comparison: Comparison.AtLeast or Comparison.Above }])
            return null;
        var window = new Window(time.Value, unit, Anchor: TakeAnchor());
        List<CriterionNode> nodes = [.. names.Select(name => new Therapy(name, Exists: false, Within: window))];
        return nodes.Count == 1 ? nodes[0] : new AllOf(nodes);
    }
}
