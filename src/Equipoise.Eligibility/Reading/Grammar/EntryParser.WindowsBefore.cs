using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Times that stand before what they are of: at the head of an entry, or above a list.</summary>
internal sealed partial class EntryParser
{
    /// <summary>A tree whose statements have a time, where they have none of their own; what is excepted from them has none.</summary>
    public static CriterionNode InTime(CriterionNode tree, Window window) => tree switch
    {
        Not not => new Not(InTime(not.Of, window)),
        AllOf all when Heads(all).Count == 0 => new AllOf([.. all.Of.Select(part => InTime(part, window))]),
        Given given => new Given(given.Guard, InTime(given.Then, window), given.Else is null ? null : InTime(given.Else, window)),
        _ when Heads(tree).Count > 0 => OfHeads(tree, head => head switch
        {
            Therapy { Within: null, Comparison: null } therapy => therapy with { Concept = InTime(therapy.Concept), Within = window },
            Condition { Within: null } condition => condition with { Within = window },
            _ => head,
        }),
        AnyOf any => new AnyOf([.. any.Of.Select(part => InTime(part, window))]),
        Measurement { Within: null } measurement => measurement with { Within = window },
        _ => tree,
    };

    // window ["," | ":"] sequence
    private CriterionNode? WindowBefore()
    {
        var start = at.Position;
        var taken = TakeWindow();
        var several = start == 0 && (taken is null || at.Is(WordKind.And));
        if (several && Rewind(start))
            taken = TakeWindowHeading();
        if (taken is not { } window)
            return null;
        while (at.Sign is ',' or ':' or '-')
            at.Position++;
        if (Sequence() is not { } node)
            return null;
        if (IsLimits(node))
            return Rewrite(node, leaf => leaf is Measurement { Within: null } measurement ? measurement with { Within = window } : leaf);
        // Of two windows in a heading nobody can tell which is that of a treatment.
        if (!IsExistence(node) || several)
            return null;
        // What is excepted is excepted whenever it was.
        return Heads(node).Count > 0 ? OfHeads(node, Timed) : Rewrite(node, Timed);

        CriterionNode Timed(CriterionNode leaf) => leaf switch
        {
            Therapy { Within: null } therapy => therapy with { Within = window },
            Condition { Within: null } condition => condition with { Within = window },
            _ => leaf,
        };
    }

    private static bool IsLimits(CriterionNode node) => node is Given given ? IsLimits(given.Then) && (given.Else is null || IsLimits(given.Else)) : node.Parts.Count > 0 ? node.Parts.All(IsLimits) : node is Measurement or PerformanceStatus;

    private const int LongestWindowHeading = 30;

    // "Within 2 weeks prior to screening step registration and within 4 weeks prior to treatment step registration:"
    private Window? TakeWindowHeading()
    {
        var start = at.Position;
        if (start != 0 || at.Take(WordKind.Within) is null || TakeTime() is not { Unit: { } unit } time)
        {
            at.Position = start;
            return null;
        }

        while (at.Position < Math.Min(at.Count, LongestWindowHeading) && at.Sign is not (':' or '.' or ',' or ';') && !at.Is(WordKind.Operator) && !at.Is(WordKind.Variable) && !at.Is(WordKind.Or) && !at.Is(WordKind.Not))
            at.Position++;
        if (at.Sign == ':')
            return new Window(time.Value, unit);
        at.Position = start;
        return null;
    }

    // "time since last radiotherapy ≥ 4 weeks", "interval from surgery of at least 6 weeks": a washout told the other way round
    private CriterionNode? TimeSince()
    {
        if (at.Upper(at.Position) is not ("TIME" or "INTERVAL" or "DURATION" or "PERIOD") || !Rewind(at.Position + 1) || !TakeSince())
            return null;
        SkipExistenceLead();
        washouts++;
        negations++;
        var node = Existence();
        negations--;
        washouts--;
        // "time from hormone therapy to resistance" is no time since.
        if (node is not Therapy { Exists: true, Comparison: null } given || given.Concept.Contains(" to ", StringComparison.Ordinal) || given.Concept.Contains(" until ", StringComparison.Ordinal))
            return null;
        // "… < 4 weeks" is a window by itself.
        if (given.Within is not null)
            return given;
        SkipFillers();
        _ = at.TakeSign(':');
        if (TakeLimits() is not { } limits || !limits.TrueForAll(limit => limit is { Quantity: { IsTime: true, Unit: not null }, Comparison: not Comparison.Equal }))
            return null;
        var anchor = TakeAnchor();
        // "4 to 12 weeks": within the longer, and not within the shorter
        return Together([.. limits.OrderByDescending(limit => limit.Comparison is Comparison.AtMost or Comparison.Below).Select(limit => given with { Exists = limit.Comparison is Comparison.AtMost or Comparison.Below, Within = new Window(limit.Quantity.Value, limit.Quantity.Unit!, Anchor: anchor) })]);
    }

    // "an interval of at least 4 weeks since", "a wash-out period of": what is counted is told by the number.
    private bool SkipIntervalOf()
    {
        var start = at.Position;
        if (at.Upper(at.Position) is "A" or "AN")
            at.Position++;
        if (at.Upper(at.Position) is "WASH" && at.SignAt(at.Position + 1) == '-' && at.Upper(at.Position + 2) is "OUT")
            at.Position += 3;
        else if (at.Upper(at.Position) is "WASHOUT" or "TIME")
            at.Position++;
        if (at.Upper(at.Position) is "INTERVAL" or "PERIOD" && at.Upper(at.Position + 1) is "OF" && Rewind(at.Position + 2) && (at.Is(WordKind.Operator) || at.NumberHere is not null))
            return true;
        at.Position = start;
        return false;
    }

    // "current or recent (within 3 months) evidence of colitis", "recent (≤ 6 months) stroke": the bracket says how recent.
    private CriterionNode? RecentBefore()
    {
        var first = at.Position;
        if (at.Upper(at.Position) is "CURRENT" or "PRESENT" && at.Upper(at.Position + 1) is "OR" or "AND")
            at.Position += 2;
        if (at.Upper(at.Position) is not "RECENT" || at.SignAt(at.Position + 1) != '(')
            return null;
        // "acute infection or recent (within 6 months) pneumonia": of the second only
        for (var i = 0; i < first; i++)
        {
            if (at.SignAt(i) is ',' or '/' || at.Upper(i) is "OR" or "AND")
                return null;
        }

        at.Position += 2;
        Window? window = TakeWindow();
        if (window is null && TakeLimits() is [{ Quantity: { IsTime: true, Unit: { } unit }, Comparison: Comparison.AtMost or Comparison.Below } limit])
            window = new Window(limit.Quantity.Value, unit, Anchor: TakeAnchor());
        if (window is not { } recent || !at.TakeSign(')'))
            return null;
        while (at.Upper(at.Position) is "EVIDENCE" or "HISTORY" or "OF")
            at.Position++;
        return Sequence() is { } node && Leaves(node).All(leaf => leaf is Condition { Exists: true, Within: null } or Therapy { Exists: true, Within: null, Comparison: null }) ? InWindow(node, recent, exists: true) : null;
    }
}
