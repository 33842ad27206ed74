using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Performance on the scale of one's age: "Karnofsky ≥ 50 for patients > 16 years, Lansky ≥ 50 for patients ≤ 16 years".</summary>
internal sealed partial class EntryParser
{
    private const int OldestOnChildrensScale = 21;

    // values age [link scale values age]* | values "(" scale age link scale age ")"
    private CriterionNode? EachOfItsAge(CriterionNode values, string? scale)
    {
        if (values is not PerformanceStatus { Scale: not "ecog" } status)
            return null;
        var start = at.Position;
        var unread = residue.Count;
        if (ScalesNamedAfter(status) is { } named)
            return named;
        Back(start, unread);
        if (TakeAgeAfter() is not { } age)
        {
            Back(start, unread);
            return null;
        }

        var first = new Given(age, status, null);
        var end = at.Position;
        unread = residue.Count;
        // Whoever is of one age is not of the other: between two such statements "or" and "and" mean the same.
        while (at.Sign is ',' or ';' or '/' or '.')
            at.Position++;
        _ = at.Take(WordKind.Or) ?? at.Take(WordKind.And) ?? at.Take(WordKind.AndOr);
        if (at.Position > end && at.Is(WordKind.Scale) && ++depth <= DeepestNesting)
        {
            var next = PerformanceTerm();
            depth--;
            if (next is Given { Guard: AgeLimit or AllOf } other)
                return new AllOf([first, other]);
        }

        Back(end, unread);
        return first;
    }

    // "(patients > 16 years)", "for patients ≤ 16 years of age", "if > 16"
    private CriterionNode? TakeAgeAfter()
    {
        var open = at.TakeSign('(');
        // "Karnofsky ≥ 70, patients 18-75 years old" asks for both.
        if (!open && at.TakeSign(',') && at.Upper(at.Position) is not ("FOR" or "IF" or "IN" or "WHEN"))
            return null;
        return TakeAgeOfGuard(open) is { } age && Close(open) ? age : null;
    }

    // age-of-guard := ["for" | "if" | "in"] ["patients"] ["aged"] limits ["years" ["of age"]]
    private CriterionNode? TakeAgeOfGuard(bool mayBeBare)
    {
        var said = mayBeBare;
        for (var more = true; more;)
        {
            more = !at.Is(WordKind.Operator) && (at.Upper(at.Position) is "FOR" or "IF" or "IN" or "WHEN" or "USED" or "WHO" or "RESEARCH" or "THE" or "ADULTS" or "CHILDREN" ? Rewind(at.Position + 1) : at.TakeWhole(WordKind.Person) is not null || at.TakeWhole(WordKind.If) is not null || at.TakeWhole(WordKind.Filler) is not null);
            said |= more;
        }

        if (!said)
            return null;
        if (AgeTerm() is { } told)
            return told;
        if (TakeLimits() is not { } limits || !limits.TrueForAll(limit => limit.Quantity is { Unit: "a", Reference: null } or { Unit: null, Reference: null, Value: >= 1 and <= OldestOnChildrensScale }))
            return null;
        return AgeTail(limits);
    }

    // "(Lansky for patients ≤ 16 years and Karnofsky for patients > 16 years)", also in a sentence that begins with "Use"
    private AllOf? ScalesNamedAfter(PerformanceStatus status)
    {
        var open = at.TakeSign('(');
        if (!open)
        {
            while (at.Sign is '.' or ';' or ',' || at.Upper(at.Position) is "USE")
                at.Position++;
        }

        if (ScaleWithAge(status) is not { } one)
            return null;
        while (at.Sign is ',' or ';' or '/')
            at.Position++;
        _ = at.Take(WordKind.And) ?? at.Take(WordKind.Or);
        return ScaleWithAge(status) is { } other && Close(open) ? new AllOf([one, other]) : null;
    }

    private Given? ScaleWithAge(PerformanceStatus status)
    {
        if (at.Take(WordKind.Scale) is not { } scale || scale is "ecog")
            return null;
        _ = at.TakeWhole(WordKind.Performance);
        return TakeAgeOfGuard(mayBeBare: false) is { } age ? new Given(age, status with { Scale = scale }, null) : null;
    }

    // "(aged ≤ 16: Lansky ≥ 70; > 16: Karnofsky ≥ 70)"
    private CriterionNode? AgesThenScales()
    {
        var open = at.TakeSign('(') || at.SignAt(at.Position - 1) == '(';
        var forSome = at.Upper(at.Position) is "FOR" or "IF" or "IN" or "WHEN";
        var parts = new List<CriterionNode>();
        while (parts.Count < 3)
        {
            var start = at.Position;
            var unread = residue.Count;
            while (parts.Count > 0 && at.Sign is ';' or ',' or '.')
                at.Position++;
            _ = parts.Count > 0 ? at.Take(WordKind.And) ?? at.Take(WordKind.Or) : null;
            if (TakeAgeOfGuard(mayBeBare: true) is { } age && (at.Sign == ':' || (forSome && at.Sign == ',')) && Rewind(at.Position + 1) && SkipFillers() && at.Is(WordKind.Scale) && TakeScale(out _) is { } scale && PerformanceValues(scale) is { } values)
            {
                parts.Add(new Given(age, values, null));
                continue;
            }

            Back(start, unread);
            break;
        }

        return parts.Count < (forSome ? 1 : 2) || (open && !at.TakeSign(')')) ? null : parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    // "For patients > 16 years: Karnofsky ≥ 50; for patients ≤ 16 years: Lansky ≥ 50"
    private CriterionNode? AgesThenScalesTerm() => at.Holds(WordKind.Scale) && (at.Is(WordKind.If) || at.Is(WordKind.Person) || at.Is(WordKind.Age) || at.WordIs("for")) ? AgesThenScales() : null;

    // "≤ 0-1": up to the second number
    private PerformanceStatus? UpToOnScale(string scale, Comparison comparison, decimal first)
    {
        var start = at.Position;
        if (comparison is Comparison.AtMost or Comparison.Equal or Comparison.AtLeast && (at.TakeSign('-') || at.WordIs("to") || at.Sign is '~' or '～' or '∼') && Rewind(at.Position + (at.SignAt(start) == '-' ? 0 : 1)) && at.NumberHere is { } last && last > first && IsOnScale(scale, last) && (comparison is Comparison.AtLeast == (scale is not "ecog")))
        {
            at.Position = start;
            if (PerformanceList(first, between: false) is { Count: > 1 } values)
                return PerformanceTail(scale, null, values);
        }

        at.Position = start;
        return null;
    }

    // "or equivalent"
    private bool SkipOrEquivalent()
    {
        var or = at.Sign == ',' ? at.Position + 1 : at.Position;
        if (at.Upper(or) is not "OR" || at.Upper(or + 1) is not "EQUIVALENT")
            return false;
        at.Position = or + 2;
        return true;
    }

    // ", corresponding to ECOG categories 0, 1 or 2": the same on another scale
    private void SkipCorrespondingScale()
    {
        var start = at.Position;
        var unread = residue.Count;
        _ = at.TakeSign(',');
        if (at.Upper(at.Position) is "CORRESPONDING" or "EQUIVALENT" or "EQUATING" && at.Upper(at.Position + 1) is "TO" && Rewind(at.Position + 2) && TakeScale(out var found) is { } scale && found)
        {
            while (at.Upper(at.Position) is "CATEGORY" or "CATEGORIES" or "GRADE" or "GRADES" or "SCORE" or "SCORES")
                at.Position++;
            if (PerformanceValues(scale) is not null)
                return;
        }

        Back(start, unread);
    }
}
