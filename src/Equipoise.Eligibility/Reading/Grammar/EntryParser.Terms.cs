using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands between two links: a statement with the exceptions that follow it.</summary>
internal sealed partial class EntryParser
{
    // term := plain [("unless" | "except") sequence]
    private CriterionNode? Term()
    {
        var start = at.Position;
        if (PlainTerm() is not { } node)
        {
            at.Position = start;
            return null;
        }

        return WithException(node);
    }

    private CriterionNode? PlainTerm()
    {
        var start = at.Position;
        if (at.Exhausted || HasFailed(start))
            return null;
        var unread = residue.Count;
        foreach (var rule in Rules)
        {
            Back(start, unread);
            if (rule(this) is { } node)
                return node;
        }

        Back(start, unread);
        var later = SkipLead() ? PlainTerm() : null;
        if (later is null && start < failed.Length && depth < DeepestNesting - 1)
            failed[start] |= 1u << Circumstances;
        return later;
    }

    // What no rule read once, none reads when it is tried again in the same circumstances.
    private bool HasFailed(int position) => position < failed.Length && (failed[position] >> Circumstances & 1) != 0;

    private int Circumstances =>
        (negations > 0 ? 1 : 0) | (guards > 0 ? 2 : 0) | (washouts > 0 ? 4 : 0) | (withouts > 0 ? 8 : 0) | (lastSubjects is null ? 0 : 16);

    private static readonly Func<EntryParser, CriterionNode?>[] Rules =
    [
        parser => parser.Bracketed(),
        parser => parser.GuardBefore(),
        parser => parser.WindowBefore(),
        parser => parser.Consent(),
        parser => parser.AgeTerm(),
        parser => parser.PerformanceTerm(),
        parser => parser.LifeTerm(),
        parser => parser.LimitTerm(),
        parser => parser.NormalTerm(),
        parser => parser.QuantityFirst(),
        parser => parser.NegatedTerm(),
        parser => parser.PersonalTerm(),
        parser => parser.ClassTerm(),
        parser => parser.BiomarkerTerm(),
        parser => parser.LesionTerm(),
        parser => parser.Existence(),
        parser => parser.StageTerm(),
        parser => parser.AttestedTerm(),
        parser => parser.JudgmentTerm(),
    ];

    // One word or phrase that says nothing by itself: "patients with", "must have".
    private bool SkipLead()
    {
        if (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Person) is not null || at.TakeWhole(WordKind.With) is not null || at.TakeWhole(WordKind.Childbearing) is not null || at.TakeWhole(WordKind.Lead) is not null ||
            at.TakeWhole(WordKind.Known) is not null || at.TakeSign(':'))
            return true;
        var start = at.Position;
        // "male or female and at least 18 years"
        if (start > 0 && at.Is(WordKind.And) && OnlyPersonsBefore(start) && at.TakeWhole(WordKind.And) is not null && (at.Is(WordKind.Operator) || at.Is(WordKind.Age) || at.NumberHere is not null))
            return true;
        at.Position = start;
        // "prolonged QTc > 480 ms"
        if (at.Upper(start) is "PROLONGED" or "ELEVATED" or "INCREASED" or "LOW" or "DECREASED" or "REDUCED" && Rewind(start + 1) && at.Is(WordKind.Variable) && HasLimitAhead())
            return true;
        at.Position = start;
        // "have received 1 to 3 prior lines"
        if (at.TakeWhole(WordKind.History) is not null && (at.NumberHere is not null || at.Is(WordKind.Number) || at.Is(WordKind.Operator)))
            return true;
        at.Position = start;
        // "Hepatic: bilirubin …"
        if (at.TakeWhole(WordKind.Heading) is not null && at.TakeSign(':'))
            return true;
        at.Position = start;
        // "Chemotherapy: at least 4 weeks since …"
        if (at.Position == 0 && (at.TakeWhole(WordKind.Therapy) ?? at.TakeWhole(WordKind.Condition)) is not null && at.TakeSign(':'))
            return true;
        at.Position = start;
        // "patients with" is a guard only where a limit follows, which has been tried.
        if (at.Position == 0 && at.TakeWhole(WordKind.If) is not null && at.Word(start) is not ("if" or "If" or "unless"))
            return true;
        at.Position = start;
        // "adequate renal function:" before its limits
        if (at.TakeWhole(WordKind.Judgment) is not null && (at.Sign is ':' or '-' or '(' || (at.TakeSign(',') && at.Is(WordKind.With)) || at.Is(WordKind.With) || at.Is(WordKind.Filler) || at.Is(WordKind.Variable)) && HasLimitAhead())
            return true;
        at.Position = start;
        return false;
    }

    private Circumstance? JudgmentTerm() => washouts == 0 && at.TakeWhole(WordKind.Judgment) is { } judged && (judged is "recovered" || !HasLimitAhead()) ? new Circumstance(CircumstanceKind.Judgment, judged) : null;

    // "any condition that in the investigator's opinion would make participation unsafe": all of it is for a person to judge.
    private Circumstance? WholeJudgment()
    {
        var judged = false;
        var hindered = false;
        for (at.Position = 0; !at.AtEnd; at.Position++)
        {
            if (at.NumberHere is not null || at.Sign is '.' && at.Position + 1 < at.Count)
                return Nothing();
            foreach (var found in at.Here())
            {
                if (found.Phrase.Kind is WordKind.Unless or WordKind.Except)
                    return Nothing();
                judged |= found.Phrase is { Kind: WordKind.Judgment, Value: "investigator judgment" };
                hindered |= found.Phrase.Kind == WordKind.Hindrance;
            }
        }

        return judged && hindered ? new Circumstance(CircumstanceKind.Judgment, at.Text(0, at.Count)) : Nothing();
    }

    private Circumstance? Nothing()
    {
        at.Position = 0;
        return null;
    }

    // "willing to comply with the study's procedures": only the patient can say.
    private Circumstance? AttestedTerm() => at.TakeWhole(WordKind.Attested) is { } attested ? new Circumstance(CircumstanceKind.Consent, attested) : null;

    private bool HasLimitAhead()
    {
        for (var i = at.Position; i < at.Count; i++)
        {
            if (at[i].Kind == TokenKind.Number)
                return true;
        }

        return false;
    }

    // "(" sequence ")"
    private CriterionNode? Bracketed() =>
        at.TakeSign('(') && Sequence() is { } node && at.TakeSign(')') ? node : null;

    // negation sequence, where "and" and "or" both mean "none of them"
    private CriterionNode? NegatedTerm()
    {
        var never = at.WordIs("never");
        var without = at.WordIs("without");
        var non = at.WordIs("non");
        if (at.TakeWhole(WordKind.Not) is null || ++depth > DeepestNesting)
            return null;
        if (at.Sign == '-' && at[at.Position].Glued)
            at.Position++;
        negations++;
        withouts += without ? 1 : 0;
        var inner = Sequence();
        withouts -= without ? 1 : 0;
        negations--;
        depth--;
        // "never had platelets below 50": what once was, no latest value tells.
        if (inner is null || !MayBeNegated(inner) || (never && Leaves(inner).Any(leaf => leaf is Measurement)) || (non && Leaves(inner).Any(leaf => leaf is not Circumstance)))
            return null;
        // "no prior x allowed": said twice, meant once
        _ = at.TakeWhole(WordKind.Allowed);
        return Negation.Of(inner);
    }

    private static bool MayBeNegated(CriterionNode node) =>
        node is Measurement { Comparison: not Comparison.Equal } or Condition { Exists: true } or Therapy { Exists: true, Comparison: null } or Circumstance ||
        (node is AllOf or AnyOf && node.Parts.All(part => MayBeNegated(part) || part is Condition or Therapy or Not or Measurement));

    private CriterionNode WithException(CriterionNode node)
    {
        var start = at.Position;
        var open = false;
        while (at.Sign is ',' or '(' && !open)
        {
            open = at.Sign == '(';
            at.Position++;
        }

        var unless = at.Take(WordKind.Unless) is not null;
        // "unless due to Gilbert syndrome"
        if (unless)
            _ = at.TakeWhole(WordKind.If);
        if ((unless || at.Take(WordKind.Except) is not null) && ExceptionList() is { } exceptions)
        {
            while (at.TakeWhole(WordKind.Known) is not null || (!at.Is(WordKind.Then) && at.TakeWhole(WordKind.Filler) is not null))
            {
            }

            // "with these exceptions: patients with liver metastases: ≤ 5 × ULN"
            if (exceptions is Given { Else: null } guarded && IsLimited(node))
            {
                if (!GuardFor(guarded, node))
                    residue.Add(start);
                return Closed(guarded with { Else = node }, open, start, node);
            }

            // "other dependence than alcohol dependence", where both have one name here
            if (Leaves(exceptions).Any(leaf => leaf is Condition except && Leaves(node).Any(head => head is Condition one && string.Equals(one.Concept, except.Concept, StringComparison.Ordinal))))
                residue.Add(start);
            if (IsLimited(node) && Alternative(node) is { } then)
                return Closed(new Given(exceptions, then, node), open, start, node);
            // "required unless" makes the exception enough; "excluded unless" takes it out of what is excluded.
            if (!IsExistence(node) && !IsLimited(node) && node is not PerformanceStatus)
                residue.Add(start);
            if (polarity == Polarity.Inclusion && negations == 0 && !IsExistence(node))
                return Closed(new AnyOf([node, exceptions]), open, start, node);
            // "cancer other than x within 3 years": the window is that of the cancer.
            if (WindowOf(exceptions) is { } window && WindowOf(node) is null)
            {
                exceptions = Rewrite(exceptions, leaf => leaf is Condition condition ? condition with { Within = null } : leaf is Therapy therapy ? therapy with { Within = null } : leaf);
                node = Rewrite(node, leaf => leaf is Condition condition ? condition with { Within = window } : leaf is Therapy therapy ? therapy with { Within = window } : leaf);
            }

            return Closed(Excepting(node, exceptions), open, start, node);
        }

        at.Position = start;
        return node;
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
        if (!open || at.TakeSign(')'))
            return node;
        at.Position = start;
        return otherwise;
    }

    private CriterionNode? ExceptionList()
    {
        // Within a list of exceptions "and" adds one more.
        negations++;
        var list = Sequence();
        negations--;
        return list is not null && IsExistence(list) ? list : list is Circumstance ? list : null;
    }

    private static bool IsLimited(CriterionNode node) => Leaves(node).All(leaf => leaf is Measurement);

    // [","] ["then"] ["they"] limits of the same subjects
    private CriterionNode? Alternative(CriterionNode before)
    {
        var start = at.Position;
        if (lastSubjects is not { } subjects)
            return null;
        at.TakeSign(',');
        var open = at.TakeSign('(');
        while (at.Take(WordKind.Then) is not null || SkipLeadWord() || at.TakeSign(','))
        {
        }

        var again = at.Position;
        var named = TakeSubjects();
        if (named is null)
            at.Position = again;
        if (LimitChain(named ?? subjects) is { } limits)
        {
            return Close(open) ? limits : null;
        }

        at.Position = start;
        return null;
    }

    private bool SkipLeadWord() => at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Person) is not null;

    private bool TakeListLink()
    {
        var comma = at.TakeSign(',') || at.TakeSign('/');
        return at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null || at.Take(WordKind.And) is not null || comma;
    }
}
