using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Several limits that hold together for some: "bilirubin ≤ 1.5 × ULN, ALT and AST ≤ 2.5 × ULN (with liver metastases: bilirubin ≤ 3 × ULN, ALT and AST ≤ 5 × ULN)".</summary>
internal sealed partial class EntryParser
{
    private const int MostGuardedLimits = 4;

    // after limits: ["(" | ";" | ","] guard [":" | ","] subjects limits (link subjects limits)+ [")"]
    private bool GuardsGroup(List<CriterionNode> nodes, List<Link> links)
    {
        if (polarity != Polarity.Inclusion || !nodes.TrueForAll(IsLimitOrGuarded) || negations > 0 || guards > 0 || at.Sign is not ('(' or ';' or ',' or '.') || !at.Holds(WordKind.If))
            return false;
        var start = at.Position;
        var unread = residue.Count;
        var open = at.Sign == '(';
        at.Position++;
        if (at.Is(WordKind.If) && ++depth <= DeepestNesting)
        {
            depth--;
            var guard = TakeGuard();
            if (guard is not null && Leaves(guard).All(leaf => leaf is Condition) && at.Sign is ':' or ',' && Rewind(at.Position + 1) && GuardedLimits() is { } then && Close(open) && residue.Count == unread && PutUnderGuard(nodes, links, guard, then))
                return true;
        }

        Back(start, unread);
        return false;
    }

    private List<Measurement>? GuardedLimits()
    {
        var then = new List<Measurement>();
        for (var many = 0; many < MostGuardedLimits; many++)
        {
            if (TakeSubjects() is not { Any: false } subjects || LimitsOnly(subjects) is not { } limits)
                return null;
            foreach (var leaf in Leaves(limits))
            {
                if (leaf is not Measurement one || then.Exists(other => string.Equals(other.Variable, one.Variable, StringComparison.Ordinal)))
                    return null;
                then.Add(one);
            }

            var end = at.Position;
            while (at.Sign is ',' or ';' || at.Is(WordKind.And))
                at.Position++;
            if (at.Position > end && (at.Is(WordKind.Variable) || at.Is(WordKind.Filler)))
                continue;
            at.Position = end;
            return many > 0 ? then : null;
        }

        return null;
    }

    // Each guarded limit takes the place of the one of its variable; the others stand.
    private static bool PutUnderGuard(List<CriterionNode> nodes, List<Link> links, CriterionNode guard, List<Measurement> then)
    {
        if (links.Exists(link => link is not (Link.And or Link.Comma or Link.Stop)))
            return false;
        var all = nodes.SelectMany(node => node is AllOf group ? group.Of : [node]).ToList();
        var covered = all.Where(node => node is Measurement one && then.Exists(other => string.Equals(other.Variable, one.Variable, StringComparison.Ordinal) && other.Comparison == one.Comparison)).ToList();
        if (covered.Count != then.Count)
            return false;
        var others = all.Where(node => !covered.Contains(node)).ToList();
        nodes.Clear();
        links.Clear();
        nodes.AddRange(others);
        nodes.Add(new Given(guard, new AllOf([.. then]), new AllOf(covered)));
        links.AddRange(Enumerable.Repeat(Link.And, others.Count));
        return true;
    }

    private static bool IsLimitOrGuarded(CriterionNode node) => node is Given { Else: { } otherwise } given ? IsLimited(given.Then) && IsLimited(otherwise) : IsLimited(node);

    // Where links begin, one for each: limits that were put under a guard have none that matters.
    private static List<(int Start, int End, bool Framed)> Aligned(List<(int Start, int End, bool Framed)> starts, int links)
    {
        while (starts.Count > links)
            starts.RemoveAt(0);
        while (starts.Count < links)
            starts.Insert(0, (0, 0, false));
        return starts;
    }

    // Whether what follows is of those whom a guard is about, or the guard's limit itself
    private bool IsUnderGuard(List<CriterionNode> nodes, List<Link> links, (Link Link, int Start) before, CriterionNode next)
    {
        if (next is Given { Else: null } guarded && WithGuard(guarded, nodes[^1]) is { } whole)
        {
            nodes[^1] = whole;
            return true;
        }

        if (before.Link is Link.With && NarrowsLastLimit(nodes[^1], next) is { } narrowed)
        {
            nodes[^1] = narrowed;
            return true;
        }

        if (at.SignAt(before.Start - 1) == ')' || !GoesOnUnderGuard(nodes, before.Link, next))
            return false;
        links.RemoveAt(0);
        return true;
    }

    // "…; with liver metastases, ALT and AST ≤ 5 × ULN, bilirubin ≤ 3 × ULN": what goes on behind the guard is of the guarded too, where it was
    // limited before.
    private static bool GoesOnUnderGuard(List<CriterionNode> nodes, Link link, CriterionNode next)
    {
        if (link is not (Link.Comma or Link.And) || next is not Measurement more || nodes[^1] is not Given { Else: { } otherwise } given || !nodes.TrueForAll(IsLimitOrGuarded))
            return false;
        for (var i = 0; i < nodes.Count - 1; i++)
        {
            if (nodes[i] is not Measurement one || !IsWider(one, more))
                continue;
            nodes[^1] = given with { Then = Joined([given.Then, more]), Else = Joined([one, otherwise]) };
            nodes.RemoveAt(i);
            return true;
        }

        return false;
    }

    // "≤ 2.5 × ULN, if liver metastases, ≤ 5 × ULN": the guard is that of the limit that follows.
    private bool IsLimitAfterGuard()
    {
        var start = at.Position;
        while (at.Sign is ',' or ':' || at.Take(WordKind.Then) is not null)
        {
            if (at.Sign is ',' or ':')
                at.Position++;
        }

        var limit = at.Is(WordKind.Operator);
        at.Position = start;
        return limit;
    }

    // "(without liver metastases)", "if no liver metastases", "without liver metastases, ≤ 5 × ULN with"
    private Condition? WithoutGuard(bool open)
    {
        var start = at.Position;
        var unread = residue.Count;
        if (at.Upper(start) is "IF" or "WITH" or "FOR" or "PATIENTS" or "SUBJECTS" or "IN")
            at.Position++;
        var bare = !open && at.Position == start;
        if (at.Upper(at.Position) is "NO" or "WITHOUT" && !(bare && at.WordIs("no")) && ++depth <= DeepestNesting)
        {
            var none = NegatedTerm();
            depth--;
            if (none is Condition { Exists: false } absent && (!open || at.Sign == ')'))
            {
                while (at.TakeWhole(WordKind.Known) is not null)
                {
                }

                if (!bare || IsLimitAfterGuard() || (at.Is(WordKind.Or) && at.Position + 1 < at.Count && at[at.Position + 1].Kind == TokenKind.Sign))
                    return absent;
            }
        }

        Back(start, unread);
        return null;
    }

    // "ALT and AST ≤ 3 × ULN (ALT and AST ≤ 5 × ULN for …)": of the same
    private void SkipSameSubjects(CriterionNode before)
    {
        var start = at.Position;
        var told = Leaves(before).OfType<Measurement>().Select(leaf => leaf.Variable).ToHashSet(StringComparer.Ordinal);
        if (TakeSubjects() is { } again && told.SetEquals(again.Variables))
            return;
        at.Position = start;
    }

    // "(liver metastases ≤ 5 × ULN)": for those who have them
    private Given? BareGuard(bool open, Subjects subjects)
    {
        var start = at.Position;
        var unread = residue.Count;
        if (open && at.TakeWhole(WordKind.Condition) is { } concept)
        {
            _ = at.TakeSign(':') || at.TakeSign(',');
            if (at.Is(WordKind.Operator) && TakeLimits() is [{ Quantity.Reference: not null }] limits && at.Sign == ')')
                return new Given(new Condition(concept), Build(subjects, limits), null);
        }

        Back(start, unread);
        return null;
    }

    // "ferritin < 100 ng/mL or 100-299 ng/mL with transferrin saturation < 20%": the second is that of the last alternative.
    private static AnyOf? NarrowsLastLimit(CriterionNode before, CriterionNode next)
    {
        if (before is not AnyOf { Of: [.., var last] } any || next is not Measurement other)
            return null;
        var variables = Leaves(before).Select(leaf => (leaf as Measurement)?.Variable).Distinct(StringComparer.Ordinal).ToList();
        return variables is [{ } only] && !string.Equals(only, other.Variable, StringComparison.Ordinal) ? new AnyOf([.. any.Of.SkipLast(1), Joined([last, other])]) : null;
    }
}
