using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What is excepted: behind "unless", "except", "other than".</summary>
internal sealed partial class EntryParser
{
    private CriterionNode WithException(CriterionNode node)
    {
        var start = at.Position;
        var open = false;
        while (at.Sign is ',' or '(' && !open)
        {
            open = at.Sign == '(';
            at.Position++;
        }

        var unless = TakeUnless();
        if ((unless || at.Take(WordKind.Except) is not null) && ExceptionList() is { } exceptions)
            return Excepted(node, exceptions, open, start);
        at.Position = start;
        return node;
    }

    private CriterionNode Excepted(CriterionNode node, CriterionNode exceptions, bool open, int start)
    {
        // "chemotherapy other than for sarcoma": what it was for is no condition of the patient's.
        if (IsPurpose(start))
            residue.Add(start);
        while (at.TakeWhole(WordKind.Known) is not null || (!at.Is(WordKind.Then) && at.TakeWhole(WordKind.Filler) is not null))
        {
        }

        // "with these exceptions: patients with liver metastases: ≤ 5 × ULN"
        if (exceptions is Given { Else: null } guarded && IsLimited(node))
        {
            if (OfSome(guarded, node) is { } some)
                return Closed(some, open, start, node);
            if (!GuardFor(guarded, node))
                residue.Add(start);
            return Closed(guarded with { Else = node }, open, start, node);
        }

        // "other dependence than alcohol dependence", where both have one name here
        if (Leaves(exceptions).Any(leaf => leaf is Condition except && Leaves(node).Any(head => head is Condition one && string.Equals(one.Concept, except.Concept, StringComparison.Ordinal))))
            residue.Add(start);
        if (IsLimited(node) && Alternative(node) is { } then)
            return Closed(new Given(exceptions, then, node), open, start, node);
        // "no more than 3 regimens, excluding adjuvant therapy": what is not counted is not forbidden.
        if (node is Therapy { Comparison: not null })
            residue.Add(start);
        // "required unless" makes the exception enough; "excluded unless" takes it out of what is excluded.
        if (!IsExistence(node) && !IsLimited(node) && node is not PerformanceStatus)
            residue.Add(start);
        if (polarity == Polarity.Inclusion && negations == 0 && !IsExistence(node))
            return Closed(new AnyOf([node, exceptions]), open, start, node);
        // "cancer other than x within 3 years": the window is that of the cancer.
        if (WindowOf(exceptions) is { } window && WindowOf(node) is null)
        {
            // "insulin or beta blockers other than propranolol, within 10 days": whether that is said of insulin too, nobody can tell.
            if (node is Therapy && at.SignAt(start) != ',' && Enumerable.Range(start, at.Position - start).Any(i => at.SignAt(i) == ',' && IsWithinAt(i + 1)))
                residue.Add(start);
            exceptions = Rewrite(exceptions, leaf => leaf is Condition condition ? condition with { Within = null } : leaf is Therapy therapy ? therapy with { Within = null } : leaf);
            node = Rewrite(node, leaf => leaf is Condition condition ? condition with { Within = window } : leaf is Therapy therapy ? therapy with { Within = window } : leaf);
        }

        return Closed(Excepting(node, exceptions), open, start, node);
    }

    private bool TakeUnless()
    {
        var start = at.Position;
        // "This does not apply to patients with …": an exception in a sentence of its own
        if (at.Sign is '.' or ';')
            at.Position++;
        if (at.Take(WordKind.Unless) is null || (at.SignAt(start) == '.' && at.Upper(start + 1) is "UNLESS"))
            return Rewind(start) && false;
        // "unless due to Gilbert syndrome"
        _ = at.TakeWhole(WordKind.If);
        return true;
    }

    private bool IsPurpose(int start)
    {
        var here = at.Position;
        at.Position = start;
        while (at.Sign is ',' or '(')
            at.Position++;
        var purpose = at.Take(WordKind.Except) is not null && at.WordIs("for");
        at.Position = here;
        return purpose;
    }

    private bool IsWithinAt(int position)
    {
        var here = at.Position;
        at.Position = position;
        var within = at.Is(WordKind.Within);
        at.Position = here;
        return within;
    }

    private static Window? WindowOf(CriterionNode node) => Leaves(node).Select(leaf => leaf switch { Condition condition => condition.Within, Therapy therapy => therapy.Within, _ => null }).FirstOrDefault(window => window is not null);

    private static CriterionNode Excepting(CriterionNode node, CriterionNode exceptions) => node switch
    {
        Condition { Exists: false } or Therapy { Exists: false } => Negation.Of(Excepting(Negation.Of(node), exceptions)),
        Not { Of: var inner } => new Not(Excepting(inner, exceptions)),
        _ => new AllOf([node, Negation.Of(exceptions)]),
    };

    private CriterionNode Closed(CriterionNode node, bool open, int start, CriterionNode otherwise)
    {
        // "(…, for which ≤ 3 × ULN is permitted)"
        if (open && !ReferenceEquals(node, otherwise) && at.Sign != ')')
            _ = at.TakeWhole(WordKind.Then) ?? at.TakeWhole(WordKind.Allowed);
        if (!open || at.TakeSign(')'))
            return open && node is AllOf && Heads(node) is { Count: > 0 } heads && heads.TrueForAll(head => TimeOf(head) is null) && TakeWindow() is { } window ? OfHeads(node, head => InWindow(head, window, exists: true)) : node;
        at.Position = start;
        return otherwise;
    }

    private CriterionNode? ExceptionList()
    {
        // Within a list of exceptions "and" adds one more.
        negations++;
        exceptions++;
        var list = Sequence();
        exceptions--;
        negations--;
        return list is not null && IsExistence(list) ? list : list is Circumstance ? list : null;
    }

    private static bool IsLimited(CriterionNode node) => Leaves(node).All(leaf => leaf is Measurement);
}
