using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Measurements against limits, with what guards them.</summary>
internal sealed partial class EntryParser
{
    // limit-term := subjects chain, or a chain alone where a heading names the subject
    private CriterionNode? LimitTerm()
    {
        if (TakeSubjects() is { } subjects)
        {
            lastSubjects = subjects;
            return LimitChain(subjects);
        }

        return null;
    }

    // subjects := variable (("and" | "or" | "/" | ",") variable)*
    private Subjects? TakeSubjects()
    {
        SkipSubjectWords();
        if (at.Take(WordKind.Variable) is not { } first)
            return null;
        var variables = new List<string>(first.Split('+'));
        var any = false;
        SkipSameVariable(variables);
        while (true)
        {
            var start = at.Position;
            var slash = at.TakeSign('/');
            var or = !slash && (at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null);
            if (!slash && !or)
            {
                _ = at.TakeSign(',');
                _ = at.Take(WordKind.And);
            }

            SkipSubjectWords();
            if (at.Position == start || at.Take(WordKind.Variable) is not { } next)
            {
                at.Position = start;
                break;
            }

            any |= or;
            variables.AddRange(next.Split('+').Where(variable => !variables.Contains(variable)));
            SkipSameVariable(variables);
        }

        return new Subjects(variables, any || (polarity == Polarity.Exclusion && variables.Count > 1));
    }

    private void SkipSubjectWords()
    {
        while (!at.Is(WordKind.Variable) && (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Known) is not null))
        {
        }
    }

    // "(ANC)", "[SGOT]", "(Cockcroft-Gault)" after a variable's name
    private void SkipSameVariable(List<string> variables)
    {
        while (true)
        {
            var start = at.Position;
            var open = at.TakeSign('(');
            while (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Formula) is not null || (open && at.TakeSign(',')))
            {
            }

            var same = at.Take(WordKind.Variable) is not { } again || again.Split('+').All(variables.Contains);
            while (open && at.Take(WordKind.Variable) is { } more && (same &= variables.Contains(more)))
            {
            }

            if (!same || (open && !at.TakeSign(')')) || (!open && at.Position == start))
            {
                at.Position = start;
                return;
            }

            if (!open)
                return;
        }
    }

    // chain := limits (("and" | "or" | ",") limits)* with brackets, windows and guards between
    private CriterionNode? LimitChain(Subjects subjects)
    {
        var start = at.Position;
        if (FirstLimits(subjects) is not { } node)
        {
            at.Position = start;
            return null;
        }

        for (var more = true; more;)
        {
            var before = at.Position;
            SkipRestatement(node);
            node = WithWindow(node);
            while (at.TakeWhole(WordKind.Formula) is not null || at.TakeWhole(WordKind.At) is not null || SkipBracketedWords())
            {
            }

            node = NextLimits(node, subjects) ?? node;
            more = at.Position > before;
        }

        return node;
    }

    private CriterionNode? FirstLimits(Subjects subjects)
    {
        for (var guard = 0; guard < 6; guard++)
        {
            if (BloodPressure(subjects) is { } pair)
                return pair;
            if (TakeLimits() is { } limits)
            {
                ShareUnit(limits);
                return GuardAfter(Build(subjects, limits));
            }

            SkipFillers();
            if (at.Take(WordKind.Normal) is not null)
                return Build(subjects, [new Limit(Comparison.AtLeast, new Quantity(1, "1", Reference.LowerLimit)), new Limit(Comparison.AtMost, new Quantity(1, "1", Reference.UpperLimit))]);
            if (!at.TakeSign('-') && at.TakeWhole(WordKind.Formula) is null && at.TakeWhole(WordKind.At) is null && !at.TakeSign(',') && at.Take(WordKind.Then) is null && !SkipBracketedWords())
                return null;
        }

        return null;
    }

    // "> 7.0 and < 10.0 %": the unit at the end belongs to both.
    private void ShareUnit(List<Limit> limits)
    {
        var start = at.Position;
        if (at.Take(WordKind.And) is null && at.Take(WordKind.But) is null && !at.TakeSign(','))
            _ = at.TakeSign('-');
        if (at.Position > start && at.Is(WordKind.Operator) && TakeLimits() is [var second] && Opposite(limits[^1].Comparison, second.Comparison))
        {
            limits[^1] = limits[^1] with { Quantity = limits[^1].Quantity with { Unit = limits[^1].Quantity.Unit ?? second.Quantity.Unit, Reference = limits[^1].Quantity.Reference } };
            limits.Add(second);
            return;
        }

        at.Position = start;
    }

    private static bool Opposite(Comparison left, Comparison right) =>
        (left is Comparison.AtLeast or Comparison.Above && right is Comparison.AtMost or Comparison.Below) ||
        (left is Comparison.AtMost or Comparison.Below && right is Comparison.AtLeast or Comparison.Above);

    // "< 140/90 mmHg"
    private CriterionNode? BloodPressure(Subjects subjects)
    {
        var start = at.Position;
        SkipFillers();
        if (subjects.Variables is ["bp.systolic", "bp.diastolic"] && at.Take(WordKind.Operator) is { } sign && ComparisonSigns.FromSign(sign) is { } comparison &&
            TakeNumber() is { } systolic && at.TakeSign('/') && TakeQuantity() is { } diastolic)
        {
            CriterionNode[] both = [Leaf("bp.systolic", new Limit(comparison, new Quantity(systolic, diastolic.Unit))), Leaf("bp.diastolic", new Limit(comparison, diastolic))];
            return polarity == Polarity.Inclusion ? new AllOf(both) : new AnyOf(both);
        }

        at.Position = start;
        return null;
    }

    // "(1,500/mm3)": the same limit in another unit
    private void SkipRestatement(CriterionNode node)
    {
        var start = at.Position;
        if (Leaves(node).FirstOrDefault() is Measurement leaf && at.TakeSign('('))
        {
            _ = at.Take(WordKind.Operator);
            if (TakeQuantity() is { } again && at.TakeSign(')') && again.Reference == leaf.RelativeTo && IsSame(leaf, again))
                return;
        }

        at.Position = start;
    }

    private static bool IsSame(Measurement leaf, Quantity again)
    {
        if (again.Unit is null)
            return again.Value == leaf.Value;
        var variable = Variables.Find(leaf.Variable);
        return UnitConversion.Convert(again.Value, again.Unit, leaf.Unit, variable?.MolarMass, out _) is { } value &&
            Math.Abs(value - leaf.Value) <= Math.Abs(leaf.Value) * 0.03m;
    }

    private bool SkipBracketedWords()
    {
        var start = at.Position;
        if (at.TakeSign('('))
        {
            while (at.TakeWhole(WordKind.Formula) is not null || at.TakeWhole(WordKind.At) is not null || at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Inclusive) is not null)
            {
                // "(Appendix 4)"
                if (at.NumberHere is not null && at.SignAt(at.Position + 1) == ')')
                    at.Position++;
            }

            if (at.TakeSign(')') && at.Position > start + 2)
                return true;
        }

        at.Position = start;
        return false;
    }

    private CriterionNode WithWindow(CriterionNode node)
    {
        var start = at.Position;
        _ = at.TakeSign('(');
        SkipFillers();
        if (TakeWindow() is { } window)
        {
            _ = at.TakeSign(')');
            return Rewrite(node, leaf => leaf is Measurement { Within: null } measurement ? measurement with { Within = window } : leaf);
        }

        at.Position = start;
        return node;
    }

    private static CriterionNode Rewrite(CriterionNode node, Func<CriterionNode, CriterionNode> change) => node switch
    {
        AllOf all => new AllOf([.. all.Of.Select(part => Rewrite(part, change))]),
        AnyOf any => new AnyOf([.. any.Of.Select(part => Rewrite(part, change))]),
        Not not => new Not(Rewrite(not.Of, change)),
        Given given => new Given(given.Guard, Rewrite(given.Then, change), given.Else is null ? null : Rewrite(given.Else, change)),
        _ => change(node),
    };

    // after a limit: [","|";"|"("|"."] ["or"] limits guard | guard limits | limits
    private CriterionNode? NextLimits(CriterionNode before, Subjects subjects)
    {
        var start = at.Position;
        var open = false;
        while (at.Sign is ',' or ';' or '(' or '.' or ':' && at.Position - start < 3)
        {
            open |= at.Sign == '(';
            at.Position++;
        }

        var or = at.Take(WordKind.Or) is not null;
        var and = !or && (at.Take(WordKind.And) is not null || at.Take(WordKind.But) is not null);
        SkipLeadWords();
        if (GuardThenLimits(subjects) is { } guarded)
        {
            if (open)
                _ = at.TakeWhole(WordKind.Allowed);
            if (Close(open))
                return guarded with { Else = before };
        }

        at.Position = start;
        return LimitsThenGuard(before, subjects);
    }

    private void SkipLeadWords()
    {
        while (!at.Is(WordKind.If) && SkipLeadWord())
        {
        }
    }

    private CriterionNode? LimitsThenGuard(CriterionNode before, Subjects subjects)
    {
        var start = at.Position;
        var comma = at.TakeSign(',') || at.TakeSign(';');
        var open = at.TakeSign('(');
        var or = at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null;
        var and = !or && (at.Take(WordKind.And) is not null || at.Take(WordKind.But) is not null);
        if ((or || and || comma || open) && TakeLimits() is { } limits && IsFree() && Close(open, before: true))
        {
            var node = GuardAfter(Build(subjects, limits));
            // "≤ 450 for men and ≤ 470 for women"
            if (node is Given { Else: null, Guard: Circumstance or AgeLimit } && before is Given { Else: null, Guard: Circumstance or AgeLimit } or AllOf { Of: [Given { Else: null, Guard: Circumstance or AgeLimit }, ..] } && Close(open))
                return Joined([before, node]);
            if (node is Given { Else: null } guarded && Close(open))
                return guarded with { Else = before };
            if (node is not Given && or && !open)
                return new AnyOf([before, node]);
            if (node is not Given && (and || comma) && !open && limits.Count == 1 && Leaves(before).LastOrDefault() is Measurement last && Opposite(last.Comparison, limits[0].Comparison))
                return new AllOf([before, node]);
        }

        at.Position = start;
        return null;
    }

    // What follows must not be the name of another variable: "≥ 10 g/dL, 100 platelets".
    private bool IsFree() => !at.Is(WordKind.Variable) && !at.Is(WordKind.Old) && !at.Is(WordKind.Since);

    private bool Close(bool open, bool before = false) => !open || before || at.TakeSign(')');

    // guard [","] ["then"] [subjects] limits
    private Given? GuardThenLimits(Subjects? subjects)
    {
        var start = at.Position;
        if (TakeGuard() is { } guard)
        {
            while (at.Sign is ',' or ':' or '(' or '-' || at.Take(WordKind.Then) is not null || SkipLeadWord() || SkipKnown())
            {
                if (at.Sign is ',' or ':' or '(' or '-')
                    at.Position++;
            }

            var again = at.Position;
            var named = TakeSubjects();
            if (named is null)
                at.Position = again;
            if ((named ?? subjects) is { } about && LimitsOnly(about) is { } then)
                return new Given(guard, then, null);
        }

        at.Position = start;
        return null;
    }

    // "confirmed/suspected" after what is confirmed
    private bool SkipKnown() => at.TakeWhole(WordKind.Known) is not null;

    private CriterionNode? LimitsOnly(Subjects subjects)
    {
        SkipFillers();
        return TakeLimits() is { } limits ? Build(subjects, limits) : null;
    }

    private CriterionNode GuardAfter(CriterionNode node)
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        if ((SexGuard(open) ?? TakeGuard()) is { } guard && Close(open) && !(at.Is(WordKind.Operator) && !open))
            return new Given(guard, node, null);
        at.Position = start;
        return node;
    }

    // "for men", "in women", "(females)"
    private Circumstance? SexGuard(bool open)
    {
        var start = at.Position;
        if (at.Word(at.Position).ToUpperInvariant() is "FOR" or "IN")
            at.Position++;
        if ((open || at.Position > start) && at.TakeWhole(WordKind.Sex) is { } sex)
        {
            _ = at.TakeWhole(WordKind.Person);
            return new Circumstance(CircumstanceKind.Sex, sex);
        }

        at.Position = start;
        return null;
    }

    // guard := ("if" | "for patients with" | "with" | …) sequence ["are present"]
    private CriterionNode? TakeGuard()
    {
        var start = at.Position;
        _ = at.TakeSign(',');
        if (!at.Is(WordKind.With))
            _ = at.TakeWhole(WordKind.Filler);
        var with = at.Is(WordKind.With) && !at.Is(WordKind.If);
        if ((at.Take(WordKind.If) is not null || at.Take(WordKind.With) is not null) && ++depth <= DeepestNesting)
        {
            depth--;
            var remembered = lastSubjects;
            guards++;
            var guard = Sequence();
            guards--;
            lastSubjects = remembered;
            if (guard is not null && (!with || IsExistence(guard)) && Leaves(guard).All(leaf => leaf is Condition or Therapy or Measurement or AgeLimit or Circumstance { Kind: CircumstanceKind.Sex }))
            {
                while (at.TakeWhole(WordKind.Known) is not null || (at.TakeWhole(WordKind.Filler) is not null && !at.Is(WordKind.Operator)))
                {
                }

                return guard;
            }
        }

        at.Position = start;
        return null;
    }

    // guard limits, at the start of a statement
    private Given? GuardBefore() => at.Is(WordKind.If) ? GuardThenLimits(lastSubjects) : null;

    private CriterionNode Build(Subjects subjects, List<Limit> limits)
    {
        var nodes = subjects.Variables.Select(variable => Together([.. limits.Select(limit => Leaf(variable, limit))])).ToList();
        return nodes.Count == 1 ? nodes[0] : subjects.Any ? new AnyOf(nodes) : Joined(nodes);
    }

    private static CriterionNode Together(IReadOnlyList<CriterionNode> nodes) => nodes.Count == 1 ? nodes[0] : new AllOf(nodes);

    private CriterionNode Leaf(string subject, Limit limit) => subject switch
    {
        Subjects.Age => new AgeLimit(limit.Comparison, limit.Quantity.Value, limit.Quantity.Unit ?? "a"),
        Subjects.LifeExpectancy => new LifeExpectancy(limit.Comparison, limit.Quantity.Value, limit.Quantity.Unit ?? "mo"),
        Subjects.Performance => new PerformanceStatus(limit.Quantity.Value > 5 ? "karnofsky" : "ecog", limit.Comparison, [limit.Quantity.Value]),
        _ => new Measurement(subject, limit.Comparison, limit.Quantity.Value, UnitOf(subject, limit.Quantity), limit.Quantity.Reference),
    };

    private string UnitOf(string subject, Quantity quantity)
    {
        // A day's protein is named by its variable; the unit beside the number says only the mass.
        if (subject is "urineProtein" && quantity.Unit is "g" or "mg")
            return $"{quantity.Unit}/(24.h)";
        var unit = quantity.Unit ?? Variables.Find(subject)?.ImpliedUnit;
        if (unit is not null)
            return unit;
        // A limit without its unit is not understood, however plausible one unit looks.
        residue.Add(Math.Max(0, at.Position - 1));
        return "";
    }
}
