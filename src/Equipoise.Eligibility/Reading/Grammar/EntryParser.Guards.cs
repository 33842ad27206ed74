using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Limits that hold only for some, and those that hold for the others.</summary>
internal sealed partial class EntryParser
{
    // after a limit: [","|";"|"("|"."] ["or"] limits guard | guard limits | limits
    private CriterionNode? NextLimits(CriterionNode before, Subjects subjects)
    {
        var start = at.Position;
        var unread = residue.Count;
        if (MorePressure(before, subjects) is { } pressures)
            return pressures;
        var open = false;
        while (at.Sign is ',' or ';' or '(' or '.' or ':' && at.Position - start < 3)
        {
            open |= at.Sign == '(';
            at.Position++;
        }

        var or = at.Take(WordKind.Or) is not null;
        var and = !or && (at.Take(WordKind.And) is not null || at.Take(WordKind.But) is not null);
        SkipLeadWords();
        if ((GuardThenLimits(subjects) ?? BareGuard(open, subjects)) is { } guarded && MayGuard(guarded, before))
        {
            if (open)
                _ = at.TakeWhole(WordKind.Allowed);
            if (Close(open))
                return guarded with { Else = before };
        }

        Back(start, unread);
        return LimitsThenGuard(before, subjects);
    }

    // "platelets ≥ 100; if there are liver metastases, AST ≤ 5 × ULN": of something else
    private static bool MayGuard(Given guarded, CriterionNode before)
    {
        var told = Leaves(guarded.Then).Concat(Leaves(guarded.Guard)).OfType<Measurement>().ToList();
        return told.Count == 0 || Leaves(before).OfType<Measurement>().Any(one => told.Exists(other => string.Equals(one.Variable, other.Variable, StringComparison.Ordinal) || (IsRenal(one) && IsRenal(other))));
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
        var unread = residue.Count;
        var comma = at.TakeSign(',') || at.TakeSign(';');
        var open = at.TakeSign('(');
        var or = at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null;
        var and = !or && (at.Take(WordKind.And) is not null || at.Take(WordKind.But) is not null);
        if (open)
            SkipSameSubjects(before);
        if ((or || and || comma || open || at.SignAt(start - 1) is '*' or ':') && (TakeLimits() ?? SameComparison(before, open) ?? (or && !open ? OtherUnit(before) : null) ?? (and ? SameForOtherSex(before) : null) ?? (or && TakeNormal() ? NormalLimits : null)) is { } limits && IsFree() && Close(open, before: true))
        {
            var node = GuardAfter(Build(subjects, limits));
            // "≤ 450 for men and ≤ 470 for women"
            if (node is Given { Else: null, Guard: Circumstance or AgeLimit } && before is Given { Else: null, Guard: Circumstance or AgeLimit } or AllOf { Of: [Given { Else: null, Guard: Circumstance or AgeLimit }, ..] } && Close(open))
                return Joined([before, node]);
            // "≤ 3 × ULN in the absence of liver metastases or ≤ 5 × ULN in their presence"
            if (node is Given { Else: null } with && before is Given { Else: null } without && Negation.Of(without.Guard).Equals(with.Guard) && Close(open))
                return with with { Else = without.Then };
            if (node is Given { Else: null } guarded && Close(open))
                return guarded with { Else = before };
            if (node is not Given && or && !open)
            {
                // "≤ ULN, or ≤ 3 × ULN with …": one of two such limits says nothing without its condition.
                if (Leaves(before).LastOrDefault() is Measurement earlier && node is Measurement later && IsWider(earlier, later))
                    residue.Add(at.Position - 1);
                return new AnyOf([before, node]);
            }

            // "at least 40% of predicted and at least 1 liter": two ways to measure it
            if (node is Measurement other && and && !open && before is Measurement one && one.Comparison == other.Comparison && !string.Equals(one.Unit, other.Unit, StringComparison.Ordinal) && MeasuredManyWays.Contains(one.Variable))
                return new AllOf([before, node]);
            if (node is not Given && (and || comma) && !open && limits.Count == 1 && Leaves(before).LastOrDefault() is Measurement last && Opposite(last.Comparison, limits[0].Comparison))
                return new AllOf([before, node]);
        }

        Back(start, unread);
        return null;
    }

    private static bool IsWider(Measurement one, Measurement other) =>
        string.Equals(one.Variable, other.Variable, StringComparison.Ordinal) && one.RelativeTo == other.RelativeTo && string.Equals(one.Unit, other.Unit, StringComparison.Ordinal) && one.Value != other.Value &&
        (one.Comparison is Comparison.AtMost or Comparison.Below) == (other.Comparison is Comparison.AtMost or Comparison.Below);

    // "≤ 3 × ULN (5 × ULN if liver metastases are present)": the second is compared as the first.
    private List<Limit>? SameComparison(CriterionNode before, bool open)
    {
        var start = at.Position;
        if (open && Leaves(before).ToList() is { Count: > 0 } leaves && leaves.TrueForAll(leaf => leaf is Measurement one && one.Comparison == ((Measurement)leaves[0]).Comparison) &&
            TakeQuantity() is { Reference: not null } quantity && (at.Is(WordKind.If) || at.Is(WordKind.With)))
            return [new Limit(((Measurement)leaves[0]).Comparison, quantity)];
        at.Position = start;
        return null;
    }

    // "at least 2 L or 75%": the same comparison in another unit
    private List<Limit>? OtherUnit(CriterionNode before)
    {
        var start = at.Position;
        if (before is Measurement { RelativeTo: null } one && MeasuredManyWays.Contains(one.Variable) && at.NumberHere is not null && TakeQuantity() is { Reference: null, Unit: { } unit } quantity && !string.Equals(unit, one.Unit, StringComparison.Ordinal) && (SkipMethod() || true) && EndsPhrase())
            return [new Limit(one.Comparison, quantity)];
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
        var unread = residue.Count;
        if (TakeGuard() is { } guard && !Defines())
        {
            while (at.Sign is ',' or ':' or '(' or '-' || at.Take(WordKind.Then) is not null || SkipLeadWord() || SkipKnown())
            {
                if (at.Sign is ',' or ':' or '(' or '-')
                    at.Position++;
            }

            // "except with liver metastases: AST and ALT ≤ 5 × ULN": nothing is denied of the limits.
            var denied = negations;
            negations -= exceptions;
            var again = at.Position;
            var named = TakeSubjects();
            if (named is null)
                at.Position = again;
            var then = (named ?? subjects) is { } about ? LimitsOnly(about) : null;
            negations = denied;
            if (then is not null)
                return new Given(guard, then, null);
        }

        Back(start, unread);
        return null;
    }

    // "patients with hypertension, i.e. systolic …": what follows says what it is, not what is asked of them.
    private bool Defines()
    {
        for (var i = at.Position; i < at.Position + 4 && i < at.Count; i++)
        {
            if (at.Upper(i) is "I" or "IE" or "DEFINED" or "EVIDENCED" or "MANIFESTED" or "INDICATED")
                return true;
        }

        return false;
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
        var unread = residue.Count;
        var open = at.TakeSign('(');
        if ((SexGuard(open) ?? AgeInBrackets(open) ?? AbsenceGuard() ?? WithoutGuard(open) ?? TakeGuard()) is { } guard && Close(open) && (open || Negated(guard) || !IsLimitAfterGuard()) && !IsWithNone(start, guard, node) && !IsAboutSame(guard, node))
            return new Given(guard, node, null);
        Back(start, unread);
        return node;
    }

    // "creatinine ≤ 1.5 × ULN; if creatinine > 1.5 × ULN, clearance …": a limit is no guard of itself.
    private static bool IsAboutSame(CriterionNode guard, CriterionNode node) =>
        Leaves(guard).OfType<Measurement>().Any(one => Leaves(node).OfType<Measurement>().Any(other => string.Equals(one.Variable, other.Variable, StringComparison.Ordinal)));

    // "hemoglobin ≥ 10 g/dL with no transfusion in the past 28 days": asked of everybody, and no guard
    private bool IsWithNone(int start, CriterionNode guard, CriterionNode node)
    {
        var word = at.SignAt(start) is '(' or ',' ? start + 1 : start;
        return at.Upper(word) is "WITH" && at.Upper(word + 1) is "NO" && (node is PerformanceStatus || Leaves(guard).All(leaf => leaf is Therapy { Exists: false }) || (at.SignAt(start) != '(' && Leaves(node).All(leaf => leaf is Measurement { RelativeTo: null })));
    }

    // "in the absence of liver metastases"
    private CriterionNode? AbsenceGuard()
    {
        var start = at.Position;
        var unread = residue.Count;
        if (at.WordIs("if") || at.WordIs("for"))
            at.Position++;
        if (at.WordIs("in") && (at.Upper(at.Position + 1) is "ABSENCE" || at.Upper(at.Position + 2) is "ABSENCE") && ++depth <= DeepestNesting)
        {
            while (!at.WordIs("absence"))
                at.Position++;
            at.Position += at.Upper(at.Position + 1) is "OF" ? 2 : 1;
            var guard = Term();
            depth--;
            if (guard is Condition { Exists: true } condition)
                return condition with { Exists = false };
        }

        Back(start, unread);
        return null;
    }

    // "(10 years of age and under)"
    private CriterionNode? AgeInBrackets(bool open)
    {
        var start = at.Position;
        if (open && (AgeTerm() ?? QuantityFirst()) is { } age && IsAge(age))
            return age;
        at.Position = start;
        return null;
    }

    // "for men", "in women", "(females)"
    private CriterionNode? SexGuard(bool open)
    {
        var start = at.Position;
        var unread = residue.Count;
        if (at.Upper(at.Position) is "FOR" or "IN")
            at.Position++;
        if ((open || at.Position > start) && at.TakeWhole(WordKind.Sex) is { } sex)
        {
            _ = at.TakeWhole(WordKind.Person);
            return new Circumstance(CircumstanceKind.Sex, sex);
        }

        Back(start, unread);
        return null;
    }

    // guard := ("if" | "for patients with" | "with" | …) sequence ["are present"]
    private CriterionNode? TakeGuard()
    {
        var start = at.Position;
        var unread = residue.Count;
        _ = at.TakeSign(',');
        var whose = SkipForCondition();
        if (!whose && !at.Is(WordKind.With))
            _ = at.TakeWhole(WordKind.Filler);
        var with = at.Is(WordKind.With) && !at.Is(WordKind.If);
        if ((whose || at.Take(WordKind.If) is not null || at.Take(WordKind.With) is not null) && ++depth <= DeepestNesting)
        {
            depth--;
            var remembered = lastSubjects;
            guards++;
            limitedBefore = remembered;
            var guard = GuardOfSame(remembered) ?? Sequence();
            limitedBefore = null;
            guards--;
            lastSubjects = remembered;
            if (guard is not null && !HasGuard(guard) && (!with || (IsExistence(guard) && Leaves(guard).All(leaf => leaf is Condition or Therapy))) && Leaves(guard).All(leaf => leaf is Condition or Therapy or Measurement or AgeLimit or Circumstance { Kind: CircumstanceKind.Sex }))
            {
                while (at.TakeWhole(WordKind.Known) is not null || (at.TakeWhole(WordKind.Filler) is not null && !at.Is(WordKind.Operator)))
                {
                }

                return guard;
            }
        }

        Back(start, unread);
        return null;
    }

    // "if greater than 1.5 mg/dL": of what was limited before
    private CriterionNode? GuardOfSame(Subjects? before)
    {
        var start = at.Position;
        if (before is { Variables: [not "$age" and not "$life" and not "$performance"] } && at.Is(WordKind.Operator) && TakeLimits() is [{ Quantity: { IsTime: false } and ({ Unit: not null } or { Reference: not null }) } limit])
            return Build(before, [limit]);
        at.Position = start;
        return null;
    }

    // "(≤ 3 × ULN for Gilbert's syndrome)": who has it
    private bool SkipForCondition()
    {
        var start = at.Position;
        if (at.Upper(start) is "FOR" or "IN")
        {
            at.Position++;
            _ = at.TakeWhole(WordKind.Known);
            if (at.Is(WordKind.Condition))
                return true;
        }

        at.Position = start;
        return false;
    }

    // "QTc > 470 ms in women" among what is excluded says so of women alone: of men it is not true, whereas what is asked of women only
    // is asked of nobody else.
    private static CriterionNode Guarded(CriterionNode node, bool unwanted) => node switch
    {
        AllOf all when unwanted && all.Of.All(part => part is Given { Else: null }) => new AnyOf([.. all.Of.Select(part => Guarded(part, unwanted: true))]),
        // "anemia with hemoglobin < 12 g/dL in men and < 10 g/dL in women"
        AllOf all when unwanted && all.Of.Count(part => part is Given { Else: null }) > 1 => new AllOf([.. all.Of.Where(part => part is not Given { Else: null }).Select(part => Guarded(part, unwanted: true)), new AnyOf([.. all.Of.Where(part => part is Given { Else: null }).Select(part => Guarded(part, unwanted: true))])]),
        AllOf all => new AllOf([.. all.Of.Select(part => Guarded(part, unwanted))]),
        AnyOf any => new AnyOf([.. any.Of.Select(part => Guarded(part, unwanted))]),
        Not not => new Not(Guarded(not.Of, !unwanted)),
        Given { Else: null } given when unwanted => new AllOf([given.Guard, Guarded(given.Then, unwanted)]),
        Given given => new Given(given.Guard, Guarded(given.Then, unwanted), given.Else is null ? null : Guarded(given.Else, unwanted)),
        _ => node,
    };

    private static CriterionNode? WithGuard(Given guarded, CriterionNode before) =>
        before is Given { Else: null } without && Negation.Of(without.Guard).Equals(guarded.Guard) && GuardFor(guarded, without.Then) ? guarded with { Else = without.Then } : GuardFor(guarded, before) ? guarded with { Else = before } : OfSome(guarded, before);

    // "AST, ALT and alkaline phosphatase ≤ 2.5 × ULN; patients with liver metastases: AST and ALT ≤ 5 × ULN": the guard is for some of the
    // limits, and the others stand.
    private static AllOf? OfSome(Given guarded, CriterionNode before)
    {
        if (before is not AllOf all || guarded.Else is not null)
            return null;
        var then = Leaves(guarded.Then).OfType<Measurement>().Select(leaf => leaf.Variable).ToHashSet(StringComparer.Ordinal);
        var covered = all.Of.Where(part => part is Measurement one && then.Contains(one.Variable)).ToList();
        if (covered.Count != then.Count || covered.Count == all.Of.Count || covered.Count == 0)
            return null;
        return new AllOf([.. all.Of.Except(covered), guarded with { Else = Together(covered) }]);
    }

    // Whoever a guard within a guard is about, one of the two would be lost.
    private static bool HasGuard(CriterionNode node) => node is Given || node.Parts.Any(HasGuard);

    /// <summary>For whom the list below an entry counts: "in the absence of liver metastases:", "if there are liver metastases:"; null where
    /// the entry says more or something else.</summary>
    public CriterionNode? ReadGuard()
    {
        if (at.Count == 0 || at.Upper(0) is not ("IN" or "IF" or "FOR"))
            return null;
        var guard = at.Is(WordKind.Not) ? NegatedTerm() : TakeGuard();
        SkipPunctuation();
        return at.AtEnd && residue.Count == 0 ? guard : null;
    }

    // guard limits, at the start of a statement
    private Given? GuardBefore() => at.Is(WordKind.If) && !NamesPopulation() ? GuardThenLimits(lastSubjects) : null;

    // "…; for liver metastases, ALT and AST ≤ 5 × ULN"
    private Given? GuardForDisease() => IsForDisease() ? GuardThenLimits(lastSubjects) : null;

    private bool IsForDisease()
    {
        var start = at.Position;
        if (start == 0 || polarity != Polarity.Inclusion || at.Upper(start) is not "FOR" || at.SignAt(start - 1) is not (';' or ',' or '.') || !at.Holds(WordKind.Variable))
            return false;
        at.Position++;
        var disease = at.TakeWhole(WordKind.Condition) is not null && at.Sign is ',' or ':' && Rewind(at.Position + 1) && at.Is(WordKind.Variable);
        at.Position = start;
        return disease;
    }

    // "men and women patients with coronary disease, ejection fraction …": who is asked for, and no condition of a limit
    private bool NamesPopulation() =>
        at.Position > 0 && at.Upper(at.Position) is "PATIENTS" or "SUBJECTS" or "PARTICIPANTS" && at[at.Position - 1].Kind == TokenKind.Word && at.Upper(at.Position - 1) is not ("OR" or "AND" or "BUT");
}
