using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Limits for those without and those with a finding, one behind the other: "Patients without liver metastases: ALT ≤ 3 × ULN. Patients with liver metastases: ALT ≤ 5 × ULN".</summary>
internal sealed partial class EntryParser
{
    // pair := whom ":" limits [";"] whom ":" limits, where the second is whom the first is not
    private Given? GuardPair()
    {
        if (polarity != Polarity.Inclusion || negations > 0 || guards > 0 || !at.Holds(WordKind.Variable))
            return null;
        var start = at.Position;
        if (TakeWhom() is { } first && LimitsOfWhom() is { } one)
        {
            while (at.Sign is ';' or ',' or '.')
                at.Position++;
            if (TakeWhom() is { } second && string.Equals(first.Concept, second.Concept, StringComparison.Ordinal) && first.Exists != second.Exists && LimitsOfWhom() is { } other && AreOfSame(one, other))
                return first.Exists ? new Given(first, one, other) : new Given(second, other, one);
        }

        at.Position = start;
        return null;
    }

    // "patients without liver metastases:"
    private Condition? TakeWhom()
    {
        if (at.Upper(at.Position) is "FOR" or "IN")
            at.Position++;
        _ = at.Take(WordKind.Person);
        var without = at.Upper(at.Position) is "WITHOUT" or "NO" or "NON";
        if (!without && at.Upper(at.Position) is not "WITH")
            return null;
        at.Position++;
        return at.TakeWhole(WordKind.Condition) is { } finding && (at.TakeSign(':') || at.TakeSign(',')) ? new Condition(finding, Exists: !without) : null;
    }

    private CriterionNode? LimitsOfWhom()
    {
        var limits = new List<CriterionNode>();
        for (var many = 0; many < MostGuardedLimits; many++)
        {
            var start = at.Position;
            if (TakeSubjects() is not { Any: false } subjects || LimitsOnly(subjects) is not { } next)
            {
                at.Position = start;
                break;
            }

            limits.AddRange(next is AllOf all ? all.Of : [next]);
            var end = at.Position;
            while (at.Sign is ',' or ';' || at.Is(WordKind.And))
                at.Position++;
            if (!at.Is(WordKind.Variable))
                at.Position = end;
        }

        return limits.Count == 0 ? null : Together(limits);
    }

    private static bool AreOfSame(CriterionNode one, CriterionNode other) =>
        Leaves(one).Select(leaf => (leaf as Measurement)?.Variable).ToHashSet(StringComparer.Ordinal).SetEquals(Leaves(other).Select(leaf => (leaf as Measurement)?.Variable));

    private static readonly WordSet SystemWords = WordSet.Of("as", "defined", "by", "according", "to", "per", "on", "of", "the", "cardiac", "function", "functional", "heart", "criteria", "classification", "class", "standard", "standards", "grading", "system", "scale", "in", "accordance", "with", "based", "assessed");

    private const int LongestSystem = 9;

    // class := ("class" | "grade") values heart-failure system, "Grade III-IV heart failure according to NYHA"
    private CriterionNode? HeartClassTerm()
    {
        var start = at.Position;
        if (at.Upper(start) is "FUNCTIONAL")
            at.Position++;
        if (at.Upper(at.Position) is not ("CLASS" or "GRADE" or "CLASSES" or "GRADES") || !at.Holds(WordKind.ClassScale) || !Rewind(at.Position + 1))
            return null;
        if (HeartClass(at.Take(WordKind.Operator)) is { } classed && at.TakeWhole(WordKind.Condition) is { } named && IsHeartFailure(named) && TakeHeartSystem())
            return Alternatives([.. classed.Concept[(HeartAssociation.Length + 1)..].Split(" or ") is { Length: 2 } both && Array.TrueForAll(both, one => Array.IndexOf(Roman, one) > 0) ? both.Select(one => new Condition($"{HeartAssociation} {one} {named}")) : [new Condition($"{classed.Concept} {named}")]]);
        at.Position = start;
        return null;
    }

    // "(class III or IV)", "class II or higher according to the NYHA classification", behind a failing heart
    private Condition? HeartClassAfter(bool open)
    {
        if (at.Upper(at.Position) is "OF")
            at.Position++;
        if (at.Upper(at.Position) is "FUNCTIONAL")
            at.Position++;
        if (at.Upper(at.Position) is not ("CLASS" or "GRADE" or "CLASSES" or "GRADES"))
            return null;
        var grade = at.Upper(at.Position++) is "GRADE" or "GRADES";
        if (HeartClass(at.Take(WordKind.Operator)) is not { } classed)
            return null;
        var system = at.Holds(WordKind.ClassScale) && TakeHeartSystem();
        return system || (open && !grade && at.Sign == ')') ? classed : null;
    }

    // "according to the NYHA cardiac function classification"
    private bool TakeHeartSystem()
    {
        var start = at.Position;
        var named = false;
        var open = at.TakeSign('(');
        while (at.Position < at.Count && at.Position < start + LongestSystem)
        {
            if (!named && at.Take(WordKind.ClassScale) is HeartAssociation)
                named = true;
            else if (SystemWords.Contains(at[at.Position].Spelling))
                at.Position++;
            else
                break;
        }

        if (named && (!open || at.TakeSign(')')))
            return true;
        at.Position = start;
        return false;
    }
}
