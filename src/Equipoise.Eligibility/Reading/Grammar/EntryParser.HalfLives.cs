using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Time counted in half-lives, alone or beside days: "within 28 days or 5 half-lives, whichever is longer".</summary>
internal sealed partial class EntryParser
{
    // The half-lives beside the window that was taken last.
    private HalfLives? halfLives;

    /// <summary>Half-lives beside a time.</summary>
    /// <param name="Value">How many.</param>
    /// <param name="Longer">The longer of the two counts, otherwise the shorter.</param>
    private sealed record HalfLives(decimal Value, bool Longer);

    // span := time [["or"] half-lives "whichever" …] | half-lives [["or"] time "whichever" …]; "whichever" may stand behind the anchor
    private Window? TakeSpan(bool mayDiffer)
    {
        halfLives = null;
        var lives = TakeHalfLives();
        var time = lives is null ? TakeTime() : null;
        if (time is { } said)
        {
            SkipSameTime(said);
            if (mayDiffer)
                longerForSome = SpecialWashout();
        }

        if ((lives is null && time?.Unit is null) || !TakeOtherSpan(ref lives, ref time, out var longer))
            return null;
        var window = time is { Unit: { } unit } ? new Window(time.Value, unit, Anchor: TakeAnchor()) : new Window(lives!.Value, Window.HalfLife, Anchor: TakeAnchor());
        if (lives is not { } count || time is null)
            return window;
        // "… prior to the first dose, whichever is shorter"
        // Whoever had it within either of them is excluded; which of the two must have passed nobody can tell.
        if ((longer ?? TakeWhichever() ?? (polarity == Polarity.Exclusion && negations == 0 && washouts == 0 && !at.Is(WordKind.Whichever) && EndsPhrase() ? true : null)) is not { } which)
            return null;
        halfLives = new HalfLives(count, which);
        return window;
    }

    // False where the other span is there and not understood.
    private bool TakeOtherSpan(ref decimal? lives, ref Quantity? time, out bool? longer)
    {
        longer = null;
        if (lives is not null)
            SkipOfWhat();
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        if (at.Take(WordKind.Or) is null)
        {
            at.Position = start;
            return true;
        }

        _ = at.TakeWhole(WordKind.Within);
        _ = at.Take(WordKind.Operator);
        if (lives is null ? (lives = TakeHalfLives()) is null : (time = TakeTime()) is null)
        {
            at.Position = start;
            return !at.Is(WordKind.HalfLife);
        }

        if (at.Upper(at.Position - 1) is not ("DAYS" or "WEEKS" or "MONTHS" or "DAY" or "WEEK" or "MONTH"))
            SkipOfWhat();
        longer = TakeWhichever();
        if (open && !at.TakeSign(')'))
            return false;
        // "…, whichever is longer, before the first dose"
        var end = at.Position;
        if (longer is null || !at.TakeSign(',') || !(at.Is(WordKind.Before) || at.Is(WordKind.Since) || at.WordIs("of")))
            at.Position = end;
        return true;
    }

    private decimal? TakeHalfLives()
    {
        var start = at.Position;
        var counted = TakeNumber();
        // "5x half-life"
        if (counted is not null && at.Upper(at.Position) is "X" or "TIMES" or "×")
            at.Position++;
        if (counted is { } value && value > 0 && at.Take(WordKind.HalfLife) is not null)
            return value;
        at.Position = start;
        return null;
    }

    private const int LongestWhat = 5;

    // "of the investigational agent": whose half-life else
    private void SkipOfWhat()
    {
        if (!at.WordIs("of"))
            return;
        for (var i = at.Position + 1; i < at.Count && i - at.Position < LongestWhat && at[i].Kind == TokenKind.Word; i++)
        {
            if (at.Upper(i) is "DRUG" or "AGENT" or "PRODUCT" or "COMPOUND" or "MEDICATION" or "THERAPY" or "TREATMENT")
            {
                // "of the compound or active metabolites"
                var end = at.Upper(i + 1) is "OR" && at.Upper(i + 2) is "ITS" ? i + 3 : at.Upper(i + 1) is "OR" ? i + 2 : i + 1;
                end = end > i + 1 && at.Upper(end) is "ACTIVE" && at.Upper(end + 1) is "METABOLITES" or "METABOLITE" ? end + 2 : i + 1;
                if (!EndsSpan(end))
                    continue;
                at.Position = end;
                return;
            }
        }
    }

    private bool EndsSpan(int position)
    {
        var here = at.Position;
        at.Position = position;
        var ends = EndsPhrase() || at.Sign is '(' || at.Is(WordKind.Before) || at.Is(WordKind.Whichever) || at.Is(WordKind.Since);
        at.Position = here;
        return ends;
    }

    // "whichever is longer"; of "whichever comes first" nobody can tell.
    private bool? TakeWhichever()
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        if (at.Take(WordKind.Whichever) is not null)
        {
            bool? longer = at.Upper(at.Position - 1) switch { "LONGER" or "GREATER" or "MORE" or "LONGEST" => true, "SHORTER" or "LESS" or "LESSER" or "SHORTEST" => false, _ => null };
            if (longer is not null && (!open || at.TakeSign(')')))
                return longer;
        }

        at.Position = start;
        return null;
    }

    // Each treatment with its window, in the half-lives too: what is in the longer time is in either, in the shorter in both.
    private CriterionNode WithHalfLives(CriterionNode node, Window window, HalfLives? lives)
    {
        if (lives is null)
            return node;
        if (Leaves(node).Any(leaf => leaf is not Therapy))
            residue.Add(Math.Max(0, at.Position - 1));
        return Rewrite(node, leaf => leaf is Therapy { Within: { } own } therapy && own == window ? Doubled(therapy, lives) : leaf);
    }

    private static CriterionNode Doubled(Therapy therapy, HalfLives lives)
    {
        CriterionNode[] both = [therapy, therapy with { Within = therapy.Within! with { Value = lives.Value, Unit = Window.HalfLife } }];
        return lives.Longer == therapy.Exists ? new AnyOf(both) : new AllOf(both);
    }

    // "chemotherapy or antibodies within 4 weeks or 5 half-lives, whichever is shorter": said of all before it. Where some are in
    // half-lives and others in no time at all, nobody can tell.
    private void ShareHalfLives(List<CriterionNode> nodes, int first)
    {
        if (nodes[^1].Parts is [Therapy { Within: { Unit: not Window.HalfLife } window } timed, Therapy { Within: { Unit: Window.HalfLife } inLives }] && string.Equals(timed.Concept, ((Therapy)nodes[^1].Parts[1]).Concept, StringComparison.Ordinal))
        {
            var lives = new HalfLives(inLives.Value, nodes[^1] is AnyOf == timed.Exists);
            for (var i = nodes.Count - 2; i >= first && Heads(nodes[i]) is { Count: > 0 } heads && heads.TrueForAll(head => head is Therapy { Within: null }); i--)
                nodes[i] = TimedAlike(nodes[i], timed, window, lives);
        }

        if (nodes.Exists(IsInHalfLives) && nodes.Exists(node => Leaves(node).Any(leaf => leaf is Therapy { Within: null } or Condition { Within: null })))
            residue.Add(at.Position - 1);
    }

    private static CriterionNode TimedAlike(CriterionNode node, Therapy timed, Window window, HalfLives lives) =>
        OfHeads(node, head => Doubled((Therapy)head with { Within = window, Exists = timed.Exists, Concept = InTime(((Therapy)head).Concept) }, lives));

    private static bool IsInHalfLives(CriterionNode node) => Leaves(node).Any(leaf => leaf is Therapy { Within.Unit: Window.HalfLife });
}
