using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A time in brackets behind the word that it explains: "current or recent (within 3 months) use of warfarin", "recent (up to 6 months) stroke".</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet RecentWords = WordSet.Of("current", "ongoing", "active", "recent", "history", "prior", "previous", "past", "any", "a", "known", "presence", "of");

    // recent := word-of-time ("or" word-of-time)* "(" window ")" ["use of" | "evidence of"] sequence
    private CriterionNode? RecentTerm()
    {
        var start = at.Position;
        // "asthma or recent (within 4 months) stroke": whether the time is meant for both, two readers may tell in two ways.
        if (start > 0 && (at.Upper(start - 1) is "OR" or "AND" || at.SignAt(start - 1) is ',' or '/'))
            return null;
        var when = false;
        while (at.Position < at.Count && at.Position - start < LongestFrame && (RecentWords.Contains(at[at.Position].Spelling) || at.Upper(at.Position) is "OR" || at.Sign == '/'))
        {
            when |= at.Upper(at.Position) is "RECENT" or "HISTORY" or "PRIOR" or "PREVIOUS" or "PAST";
            at.Position++;
        }

        if (!when || at.Sign != '(' || depth >= DeepestNesting - 1)
            return null;
        at.Position++;
        var window = TakeWindow() ?? TakeRecentSpan();
        if (window is null || !at.TakeSign(')'))
            return null;
        SkipExistenceLead();
        if (Sequence() is not { } node || !Heads(node).TrueForAll(head => TimeOf(head) is null && head is Condition { Exists: true } or Therapy { Exists: true, Comparison: null }) || Heads(node).Count == 0)
            return null;
        return HeadsIn(node, window);
    }

    private bool BeginsRecent() => at.SignAt(at.Upper(at.Position) is "A" ? at.Position + 2 : at.Position + 1) == '(' && at.Upper(at.Upper(at.Position) is "A" ? at.Position + 1 : at.Position) is "RECENT" or "PREVIOUS" or "PRIOR" or "HISTORY" or "PAST";

    // "(< 6 months)", "(≤ 30 days before randomization)"
    private Window? TakeRecentSpan() =>
        at.Take(WordKind.Operator) is "<" or "<=" && TakeQuantity() is { IsTime: true, Unit: { } unit } time ? new Window(time.Value, unit, Anchor: at.Is(WordKind.Before) ? TakeAnchor() : null) : null;
}
