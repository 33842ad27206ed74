using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands above entries, and what each of them says by it.</summary>
internal sealed partial class EntryParser
{
    /// <summary>The first window in the words above a list ("any of the following within 6 months:"); null for none.</summary>
    /// <param name="start">The first token of the window.</param>
    /// <param name="end">The token after its last.</param>
    public Window? ReadWindow(out int start, out int end)
    {
        for (start = 0; start < at.Count; start++)
        {
            at.Position = start;
            // "Patients over 65 years of age:" tells whom, not when.
            if ((TakeWindow() ?? TakeTimeBefore()) is { } window && !at.WordIs("age") && !at.WordIs("old") && !(at.WordIs("of") && at.Upper(at.Position + 1) is "AGE"))
            {
                end = at.Position;
                return window;
            }
        }

        end = 0;
        return null;
    }

    // "for at least 4 weeks prior to study entry"
    private Window? TakeTimeBefore()
    {
        var start = at.Position;
        if (!at.WordIs("for"))
            return null;
        at.Position++;
        SkipFillers();
        if (at.WordIs("minimum"))
        {
            at.Position++;
            SkipFillers();
        }

        if (TakeLimits() is [{ Quantity: { IsTime: true, Unit: { } unit } time }] && at.Is(Lexing.WordKind.Before))
            return new Window(time.Value, unit, Anchor: TakeAnchor());
        if (at.Position == start + 3 && TakeTime() is { Unit: { } plain } length && at.Is(Lexing.WordKind.Before))
            return new Window(length.Value, plain, Anchor: TakeAnchor());
        at.Position = start;
        return null;
    }

    /// <summary>A statement of treatments that go on.</summary>
    public static CriterionNode Ongoing(CriterionNode node) => Rewrite(node, leaf => leaf is Therapy { Within: null, Comparison: null } therapy && CurrentWord(therapy.Concept) is null ? therapy with { Concept = $"current {therapy.Concept}" } : leaf);

    /// <summary>A statement's contrary ("none of the following:"); null where it denies something itself, or where "none of both" can be taken
    /// in two ways.</summary>
    public static CriterionNode? Denied(CriterionNode node) => node is AllOf or AtLeastOf or Given || Negated(node) || Leaves(node).Any(leaf => leaf is Condition { Exists: false } or Therapy { Exists: false } or Circumstance { Exists: false } or Therapy { Comparison: not null }) ? null : Negation.Of(node);
}
