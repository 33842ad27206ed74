using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Conditions and treatments, and the time in which they count.</summary>
internal sealed partial class EntryParser
{
    // existence := lead* (modifier (link modifier)*)? concept tail
    private CriterionNode? Existence()
    {
        saidCurrent = false;
        SkipExistenceLead();
        var modifiers = TakeModifiers();
        // Who takes a drug now, or has a disease now, is not who ever did.
        if (saidCurrent && modifiers.Count == 0)
            modifiers = ["current"];
        // The lead may end with a negation: "history of no", "must not have had".
        var isCondition = at.Is(WordKind.Condition);
        if ((at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy)) is not { } concept)
            return null;
        SkipSameConcept(concept);
        while (at.TakeWhole(WordKind.Known) is not null || SkipConceptWord())
        {
        }

        var nodes = (modifiers.Count == 0 ? [""] : modifiers).Select(modifier =>
        {
            var name = modifier.Length == 0 ? concept : $"{modifier} {concept}";
            return isCondition ? (CriterionNode)new Condition(name) : new Therapy(name);
        }).ToList();
        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
    }

    private void SkipExistenceLead()
    {
        while (true)
        {
            if (at.TakeWhole(WordKind.Known) is { } known)
                saidCurrent |= known is "current";
            else if (at.TakeWhole(WordKind.History) is null && at.TakeWhole(WordKind.Filler) is null && !SkipLeadLink())
                return;
        }
    }

    // "known or suspected", "prior or current": a link between two leads
    private bool SkipLeadLink()
    {
        var start = at.Position;
        if ((at.TakeSign('/') || at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null) && (at.TakeWhole(WordKind.History) ?? at.TakeWhole(WordKind.Known)) is not null)
        {
            // "current or previous"
            saidCurrent = false;
            return true;
        }

        at.Position = start;
        return false;
    }

    private List<string> TakeModifiers()
    {
        var alternatives = new List<string>();
        var current = "";
        while (true)
        {
            if (at.TakeWhole(WordKind.Modifier) is { } modifier)
            {
                current = current.Length == 0 ? modifier : $"{current} {modifier}";
                SkipExistenceLead();
                continue;
            }

            var start = at.Position;
            if (current.Length == 0 || !TakeListLink() || !at.Is(WordKind.Modifier))
            {
                at.Position = start;
                break;
            }

            alternatives.Add(current);
            current = "";
        }

        if (current.Length > 0)
            alternatives.Add(current);
        return alternatives;
    }

    // "(DCIS)": the same concept again
    private void SkipSameConcept(string concept)
    {
        var start = at.Position;
        if (at.TakeSign('(') && (at.Take(WordKind.Condition) ?? at.Take(WordKind.Therapy)) is { } again && string.Equals(again, concept, StringComparison.Ordinal) && at.TakeSign(')'))
            return;
        at.Position = start;
        SkipInitials();
    }

    // "acute coronary syndrome (ACS)": the initials of the words before
    private void SkipInitials()
    {
        var initials = at.Word(at.Position + 1);
        if (at.Sign != '(' || at.SignAt(at.Position + 2) != ')' || initials.Length is < 2 or > 6 || initials.Length > at.Position)
            return;
        for (var i = 0; i < initials.Length; i++)
        {
            var word = at.Word(at.Position - initials.Length + i);
            if (word.Length == 0 || char.ToUpperInvariant(word[0]) != initials[i])
                return;
        }

        at.Position += 3;
    }

    // "chemotherapy treatment", "HIV infection", "corticosteroid use"
    private bool SkipConceptWord()
    {
        if (at.AtEnd || at.Word(at.Position).ToUpperInvariant() is not ("THERAPY" or "TREATMENT" or "TREATMENTS" or "REGIMEN" or "REGIMENS" or "AGENT" or "AGENTS" or "USE" or "ADMINISTRATION" or "DRUG" or "DRUGS" or "MEDICATION" or "MEDICATIONS" or "DOSE"))
            return false;
        at.Position++;
        return true;
    }

    private CriterionNode WithTime(CriterionNode node)
    {
        var start = at.Position;
        _ = at.TakeSign('(');
        var completed = at.Take(WordKind.Completed) is not null;
        SkipFillers();
        if (TakeWindow() is { } window)
        {
            _ = at[start].Kind == TokenKind.Sign && at.TakeSign(')');
            return InWindow(node, window, exists: true);
        }

        if (TakeLimits() is [{ Quantity.IsTime: true } limit] && at.Is(WordKind.Before) && limit.Quantity.Unit is { } unit)
        {
            SkipHalfLives();
            var within = new Window(limit.Quantity.Value, unit, Anchor: TakeAnchor());
            if (limit.Comparison is Comparison.AtMost or Comparison.Below)
                return InWindow(node, within, exists: true);
            // "completed at least 4 weeks before": none of it within them
            if (completed && limit.Comparison is Comparison.AtLeast or Comparison.Above)
                return InWindow(node, within, exists: false);
        }

        at.Position = start;
        return node;
    }

    private static CriterionNode InWindow(CriterionNode node, Window window, bool exists) => Rewrite(node, leaf => leaf switch
    {
        Therapy { Within: null } therapy => therapy with { Within = window, Exists = exists },
        Condition { Within: null } condition => condition with { Within = window, Exists = exists },
        _ => leaf,
    });

    // window := "within" ["the last"] time ["before" anchor]
    private Window? TakeWindow()
    {
        var start = at.Position;
        if (at.Take(WordKind.Within) is not null)
        {
            SkipFillers();
            while (at.TakeWhole(WordKind.Within) is not null || at.Take(WordKind.Operator) is "<=" or "<")
            {
            }

            if (TakeQuantity() is { IsTime: true, Unit: { } unit } time)
            {
                SkipSameTime(time);
                SkipHalfLives();
                var direction = at.Is(WordKind.Before) || !at.Is(WordKind.Since) ? "before" : "after";
                if (direction is "before")
                    return new Window(time.Value, unit, direction, TakeAnchor());
                if (at.Take(WordKind.Since) is not null && TakeAnchorName() is { } anchor)
                    return new Window(time.Value, unit, direction, anchor);
            }
        }

        at.Position = start;
        return null;
    }

    // "4 weeks (28 days)"
    private void SkipSameTime(Quantity time)
    {
        var start = at.Position;
        if (at.TakeSign('(') && TakeQuantity() is { IsTime: true } again && at.TakeSign(')') && Math.Abs(Days(again) - Days(time)) <= Days(time) * 0.05m)
            return;
        at.Position = start;
    }

    private static decimal Days(Quantity time) => time.Value * time.Unit switch { "a" => 365.25m, "mo" => 30.44m, "wk" => 7, "h" => 1 / 24m, _ => 1 };

    // "or 5 half-lives, whichever is longer": no record knows a half-life, so this stays unread.
    private void SkipHalfLives()
    {
        var start = at.Position;
        while (at.Sign is '(' or ',' || at.Take(WordKind.Or) is not null || at.Take(WordKind.Operator) is not null)
        {
            if (at.Sign is '(' or ',')
                at.Position++;
        }

        if (TakeNumber() is not null && at.Take(WordKind.HalfLife) is not null)
        {
            while (at.Take(WordKind.Whichever) is not null || at.Sign is ')' or '(' or ',' || at.TakeWhole(WordKind.Filler) is not null)
            {
                if (at.Sign is ')' or '(' or ',')
                    at.Position++;
            }

            for (var i = start; i < at.Position; i++)
                residue.Add(i);
            return;
        }

        at.Position = start;
    }

    // "before" ["the"] anchor
    private string? TakeAnchor()
    {
        var start = at.Position;
        if (at.Take(WordKind.Before) is null)
            return null;
        if (TakeAnchorName() is { } anchor)
            return anchor;
        // "within 4 weeks prior" ends there; "of something else" does not.
        if (at.AtEnd || at.Sign is '.' or ',' or ';' or ')')
            return null;
        at.Position = start;
        return null;
    }

    private string? TakeAnchorName()
    {
        while (!at.Is(WordKind.Anchor) && (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Before) is not null))
        {
        }

        var anchor = at.Take(WordKind.Anchor);
        // "initial dose of study medication", "enrollment in the study": one event, named in two steps
        for (var more = anchor is not null; more;)
        {
            var start = at.Position;
            more = (at.TakeWhole(WordKind.Before) is not null || at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Within) is not null) && at.Take(WordKind.Anchor) is not null;
            if (!more)
                at.Position = start;
        }

        return anchor;
    }

    // window ["," | ":"] sequence
    private CriterionNode? WindowBefore()
    {
        if (TakeWindow() is not { } window)
            return null;
        while (at.Sign is ',' or ':' or '-')
            at.Position++;
        return Sequence() is { } node && IsExistence(node) ? Rewrite(node, leaf => leaf switch
        {
            Therapy { Within: null } therapy => therapy with { Within = window },
            Condition { Within: null } condition => condition with { Within = window },
            _ => leaf,
        }) : null;
    }

    // washout := limit [special] "since" existence [special]; special := "(" time "for" existence ")"
    private CriterionNode? Washout(Limit elapsed)
    {
        SkipSameTime(elapsed.Quantity);
        var special = SpecialWashout();
        _ = at.Take(WordKind.Then);
        if (at.Take(WordKind.Since) is null)
            return null;
        SkipExistenceLead();
        negations++;
        var node = Sequence();
        negations--;
        if (node is null || !Leaves(node).All(leaf => leaf is Therapy or Condition))
            return null;
        var exists = elapsed.Comparison is Comparison.AtMost or Comparison.Below;
        var window = new Window(elapsed.Quantity.Value, elapsed.Quantity.Unit!);
        // "4 weeks since surgery or radiotherapy": none of them, so each is absent.
        var within = InWindow(node, window, exists);
        within = !exists && within is AnyOf any ? new AllOf(any.Of) : within;
        special ??= SpecialWashout();
        return special is null ? within : exists ? new AnyOf([within, special]) : Joined([within, special]);
    }

    private CriterionNode? SpecialWashout()
    {
        var start = at.Position;
        if (at.TakeSign('('))
        {
            _ = at.Take(WordKind.Operator);
            if (TakeQuantity() is { IsTime: true, Unit: { } unit } time && (string.Equals(at.Word(at.Position), "for", StringComparison.OrdinalIgnoreCase) || at.Is(WordKind.Since) || at.Is(WordKind.If)))
            {
                at.Position++;
                negations++;
                var node = Existence();
                negations--;
                if (node is not null && at.TakeSign(')'))
                    return InWindow(node, new Window(time.Value, unit), exists: false);
            }
        }

        at.Position = start;
        return null;
    }
}
