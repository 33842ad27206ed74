using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Age, performance status, life expectancy, sex, pregnancy, consent.</summary>
internal sealed partial class EntryParser
{
    private static readonly Subjects AgeSubject = new([Subjects.Age], Any: false);

    // age := "age" limits ["of age"], also with words between
    private CriterionNode? AgeTerm()
    {
        SkipFillers();
        var start = at.Position;
        // "older than the age of 18"
        if (at.Take(WordKind.Operator) is { } sign && SkipFillers() && at.Take(WordKind.Age) is not null && SkipFillers() && TakeQuantity() is { } limit)
            return AgeTail([new Limit(ComparisonSigns.FromSign(sign)!.Value, limit)]);
        at.Position = start;
        // "between ages 18-85"
        if (at.Take(WordKind.Between) is not null && !at.Is(WordKind.Age))
            at.Position = start;
        if (at.Take(WordKind.Age) is null)
            return null;
        for (var i = 0; i < 4; i++)
        {
            if (TakeLimits() is { } limits)
                return AgeTail(limits);
            if (at.TakeWhole(WordKind.At) is null && !at.TakeSign('(') && !at.TakeSign('-') && !at.TakeSign(',') && at.TakeWhole(WordKind.Person) is null && !SkipAgeUnit())
                return null;
        }

        return null;
    }

    // "Age (years): 18-70"
    private bool SkipAgeUnit() => at.TakeUnit() is "a" or "mo" && (at.TakeSign(')') || at.Sign != ')');

    private CriterionNode? AgeTail(List<Limit> limits)
    {
        ShareUnit(limits);
        if (limits.Exists(limit => limit.Quantity.Unit is not (null or "a" or "mo" or "wk" or "d") || limit.Quantity.Reference is not null))
            return null;
        var unit = limits.Select(limit => limit.Quantity.Unit).LastOrDefault(found => found is not null) ?? "a";
        SkipAgeWords();
        var bound = at.Position;
        if (limits.Count == 1 && TakeBound() is { } comparison)
            limits = [limits[0] with { Comparison = comparison }];
        else
            at.Position = bound;
        SkipAgeWords();
        if (at.Sign == ')' && !IsOpened())
            at.Position++;
        return Together([.. limits.Select(limit => Leaf(Subjects.Age, limit with { Quantity = limit.Quantity with { Unit = limit.Quantity.Unit ?? unit } }))]);
    }

    private bool IsOpened()
    {
        var open = 0;
        for (var i = 0; i < at.Position; i++)
            open += at.SignAt(i) switch { '(' => 1, ')' => -1, _ => 0 };
        return open > 0;
    }

    private void SkipAgeWords()
    {
        while (at.TakeWhole(WordKind.Old) is not null || at.TakeWhole(WordKind.At) is not null || at.TakeWhole(WordKind.Inclusive) is not null || SkipInclusive() || at.TakeWhole(WordKind.Age) is not null)
        {
        }
    }

    private bool SkipInclusive()
    {
        var start = at.Position;
        if ((at.TakeSign('(') || at.TakeSign(',')) && at.Take(WordKind.Inclusive) is not null)
        {
            _ = at.TakeSign(')');
            return true;
        }

        at.Position = start;
        return false;
    }

    // quantity-first := limits ("years of age" | "since" existence | variable | heading's subject)
    private CriterionNode? QuantityFirst()
    {
        var start = at.Position;
        if (TakeLimits() is not { } limits)
            return null;
        if (limits is [{ Quantity.IsTime: true } elapsed])
        {
            var time = at.Position;
            if (Washout(elapsed) is { } washout)
                return washout;
            at.Position = time;
        }

        if (limits.TrueForAll(limit => limit.Quantity.Unit is null or "a" or "mo" or "wk" or "d"))
        {
            var words = at.Position;
            var inYears = limits.Exists(limit => limit.Quantity.Unit is "a") && (at.AtEnd || at.Sign is '.' or ',' or ';' or ')' || at.Is(WordKind.Person) || at.Is(WordKind.With)) && OnlyPersonsBefore(start);
            if ((limits.Exists(limit => limit.Quantity.Unit is not null) || at.Is(WordKind.Old) || saidOld) && (inYears || SaysAge(words)) && AgeTail(limits) is { } age)
                return age;

            at.Position = words;
        }

        return AfterQuantity(limits) ?? HeadingLimit(limits, start);
    }

    private bool SaysAge(int words)
    {
        var says = saidOld || at.Is(WordKind.Old) || at.Is(WordKind.Age);
        // "men ≥ 18 years": nothing else follows and a person was named.
        says |= words > 0 && (at.AtEnd || at.Sign is ',' or ';' or '.' or ')' || at.TakeWhole(WordKind.At) is not null) && (NamesPerson(words) || context.Heading == AgeSubject);
        return says || at[Math.Max(0, words - 1)].Kind == TokenKind.Word && PrecededByOld(words);
    }

    // "men and women, 18 years": but not "diabetes for 5 years".
    private bool OnlyPersonsBefore(int end)
    {
        var here = at.Position;
        at.Position = 0;
        while (at.Position < end && (at.TakeWhole(WordKind.Person) is not null || at.TakeWhole(WordKind.Sex) is not null || (!at.Word(at.Position).Equals("for", StringComparison.OrdinalIgnoreCase) && at.TakeWhole(WordKind.Filler) is not null) || at.Sign is '(' or ',' or ':' && at.TakeSign(at.Sign)))
        {
        }

        var only = at.Position >= end;
        at.Position = here;
        return only;
    }

    private bool PrecededByOld(int words) => string.Equals(at.Word(words - 1), "old", StringComparison.OrdinalIgnoreCase) || string.Equals(at.Word(words - 1), "age", StringComparison.OrdinalIgnoreCase);

    private bool NamesPerson(int before)
    {
        var here = at.Position;
        var found = false;
        for (at.Position = 0; at.Position < before && !found; at.Position++)
            found = at.Is(WordKind.Person) || at.Is(WordKind.Sex);
        at.Position = here;
        return found || at.Word(0) is "≥" or ">" or ">=";
    }

    private CriterionNode? AfterQuantity(List<Limit> limits)
    {
        SkipFillers();
        if (at.Take(WordKind.Life) is not null)
            return limits.TrueForAll(limit => limit.Quantity.IsTime) ? Together([.. limits.Select(limit => Leaf(Subjects.LifeExpectancy, limit))]) : null;
        _ = at.TakeWhole(WordKind.History);
        if (limits is [{ Quantity: { Unit: null } } count] && at.Take(WordKind.Therapy) is { } therapy && CountedWord())
            return new Therapy(therapy, Comparison: count.Comparison, Count: count.Quantity.Value);
        if (TakeSubjects() is { } subjects && limits.TrueForAll(limit => limit.Quantity.Unit is not null || subjects.Variables is ["priorLines" or "lesionCount"]))
        {
            lastSubjects = subjects;
            return Build(subjects, limits);
        }

        return null;
    }

    // "regimens", "lines", "courses" after a treatment that is counted
    private bool CountedWord()
    {
        if (at.AtEnd || at.Word(at.Position).ToUpperInvariant() is not ("REGIMEN" or "REGIMENS" or "LINE" or "LINES" or "CYCLE" or "CYCLES" or "COURSE" or "COURSES" or "TREATMENTS" or "THERAPIES"))
            return at.AtEnd || at.Sign is '.' or ',' or ';';
        at.Position++;
        return true;
    }

    private CriterionNode? HeadingLimit(List<Limit> limits, int start)
    {
        if (context.Heading is not { } heading)
            return null;
        at.Position = start;
        lastSubjects = heading;
        return heading.Variables switch
        {
            [Subjects.Age] => TakeLimits() is { } age ? AgeTail(age) : null,
            [Subjects.Performance] => PerformanceValues("ecog"),
            [Subjects.LifeExpectancy] => limits.TrueForAll(limit => limit.Quantity.IsTime) && TakeLimits() is { } life ? Build(heading, life) : null,
            _ => LimitChain(heading),
        };
    }

    // performance := scale* "performance status" scale* values
    private CriterionNode? PerformanceTerm()
    {
        var scale = TakeScale(out var found);
        if (!found)
            return null;
        var start = at.Position;
        if (PerformanceValues(scale ?? "ecog") is { } values)
        {
            // "ECOG ≤ 2 (Karnofsky ≥ 60 %)": the other scale says the same
            var other = at.Position;
            if (at.TakeSign('(') && ++depth < DeepestNesting && PerformanceTerm() is { } alternative && at.TakeSign(')'))
            {
                depth--;
                return new AnyOf([values, alternative]);
            }

            at.Position = other;
            return values;
        }

        at.Position = start;
        return null;
    }

    private string? TakeScale(out bool found)
    {
        string? scale = null;
        found = false;
        while (true)
        {
            if (at.Take(WordKind.Scale) is { } named)
            {
                // "ECOG/WHO": two names of one scale
                if (scale is not null && !string.Equals(scale, named, StringComparison.Ordinal))
                    return scale;
                scale = named;
                found = true;
            }
            else if (at.TakeWhole(WordKind.Performance) is not null)
            {
                found = true;
            }
            else if (at.TakeWhole(WordKind.Filler) is null && !(found && IsScalePunctuation()))
            {
                return scale;
            }
        }
    }

    private bool IsScalePunctuation()
    {
        var start = at.Position;
        if ((at.Sign is '(' or '/' or '-' or ',' or ':' && at.TakeSign(at.Sign) && (at.Is(WordKind.Scale) || at.Is(WordKind.Performance) || at.Is(WordKind.Operator) || at.NumberHere is not null || at.Is(WordKind.Filler))) || at.TakeSign(')'))
            return true;
        at.Position = start;
        return at.TakeWhole(WordKind.At) is not null;
    }

    // values := operator number | number bound | number (("-" | "to" | "or" | ",") number)*
    private CriterionNode? PerformanceValues(string scale)
    {
        SkipFillers();
        if (at.Take(WordKind.Operator) is { } sign && ComparisonSigns.FromSign(sign) is { } comparison && SkipFillers() && TakeNumber() is { } limit)
            return PerformanceTail(ScaleOf(scale, limit), comparison, [limit]);
        var between = at.Take(WordKind.Between) is not null;
        if (TakeNumber() is not { } first)
            return null;
        var bound = at.Position;
        scale = ScaleOf(scale, first);
        if (TakeBound() is { } worse)
            return PerformanceTail(scale, worse, [first]);
        at.Position = bound;
        if (at.Take(WordKind.OrBetter) is not null)
            return PerformanceTail(scale, scale is "ecog" ? Comparison.AtMost : Comparison.AtLeast, [first]);
        if (at.Take(WordKind.OrWorse) is not null)
            return PerformanceTail(scale, scale is "ecog" ? Comparison.AtLeast : Comparison.AtMost, [first]);
        return PerformanceTail(scale, null, PerformanceList(first, between));
    }

    private static string ScaleOf(string scale, decimal value) => scale is "ecog" && value >= 10 ? "karnofsky" : scale;

    private List<decimal> PerformanceList(decimal first, bool between)
    {
        var values = new List<decimal> { first };
        while (true)
        {
            var start = at.Position;
            _ = at.TakeSign('%');
            var to = at.TakeSign('-') || at.Take(WordKind.To) is not null || (between && at.Take(WordKind.And) is not null);
            if (!to && !TakeListLink())
                break;
            SkipFillers();
            if (TakeNumber() is not { } next || next > 100 || next <= values[^1] || IsTimeNext())
            {
                at.Position = start;
                break;
            }

            var step = next > 5 ? 10 : 1;
            for (var value = values[^1] + step; to && value < next; value += step)
                values.Add(value);
            values.Add(next);
        }

        return values;
    }

    private bool IsTimeNext()
    {
        var start = at.Position;
        var unit = at.TakeUnit();
        at.Position = start;
        return unit is "a" or "mo" or "wk" or "d";
    }

    private bool TakeListLink()
    {
        var comma = at.TakeSign(',') || at.TakeSign('/');
        return at.Take(WordKind.AndOr) is not null || at.Take(WordKind.Or) is not null || at.Take(WordKind.And) is not null || comma;
    }

    private PerformanceStatus PerformanceTail(string scale, Comparison? comparison, List<decimal> values)
    {
        while (at.TakeSign('%') || at.TakeWhole(WordKind.At) is not null || at.TakeWhole(WordKind.Inclusive) is not null || SkipSameScale(scale))
        {
        }

        return new PerformanceStatus(scale, comparison, values);
    }

    // "on the ECOG scale", "(ECOG)" after the values
    private bool SkipSameScale(string scale)
    {
        var start = at.Position;
        var open = at.TakeSign('(');
        while (at.TakeWhole(WordKind.Filler) is not null)
        {
        }

        var named = at.Take(WordKind.Scale);
        var performance = at.Take(WordKind.Performance);
        while (at.Word(at.Position) is "scale" or "criteria" or "score")
            at.Position++;
        if ((named ?? performance) is not null && (named is null || string.Equals(named, scale, StringComparison.Ordinal)) && Close(open) && at.NumberHere is null && !at.Is(WordKind.Operator))
            return true;
        at.Position = start;
        return false;
    }

    private CriterionNode? LifeTerm()
    {
        SkipFillers();
        if (at.Take(WordKind.Life) is not { } said)
            return null;
        SkipFillers();
        if (said is "minimum" && at.NumberHere is not null && TakeQuantity() is { IsTime: true } shortest)
            return Leaf(Subjects.LifeExpectancy, new Limit(Comparison.AtLeast, shortest));
        _ = at.TakeSign('(');
        if (TakeLimits() is { } limits && limits.TrueForAll(limit => limit.Quantity.IsTime))
        {
            while (at.TakeSign(')') || at.TakeWhole(WordKind.At) is not null)
            {
            }

            return Together([.. limits.Select(limit => Leaf(Subjects.LifeExpectancy, limit))]);
        }

        return null;
    }

    private Circumstance? PersonalTerm()
    {
        if (at.TakeWhole(WordKind.NegativeTest) is not null)
        {
            _ = TakeWindow();
            _ = at.TakeWhole(WordKind.At);
            return new Circumstance(CircumstanceKind.Pregnancy, "pregnant", Exists: false);
        }

        if (at.TakeWhole(WordKind.Contraception) is not null)
            return new Circumstance(CircumstanceKind.Pregnancy, "contraception");
        if (at.Take(WordKind.Pregnancy) is { } state)
        {
            while (at.TakeWhole(WordKind.Sex) is not null || at.TakeWhole(WordKind.Person) is not null || at.TakeWhole(WordKind.At) is not null)
            {
            }

            return new Circumstance(CircumstanceKind.Pregnancy, state);
        }

        if (at.TakeWhole(WordKind.Sex) is { } sex)
        {
            // "women who are pregnant": the sex goes without saying.
            var start = at.Position;
            while (SkipLeadWord())
            {
            }

            if (PersonalPregnancy() is { } pregnancy)
                return pregnancy;
            at.Position = start;
            _ = at.TakeWhole(WordKind.Person);
            return new Circumstance(CircumstanceKind.Sex, sex);
        }

        return null;
    }

    private Circumstance? PersonalPregnancy() => at.Is(WordKind.Pregnancy) ? PersonalTerm() : null;

    // consent := ["able to provide"] "informed consent" [before anchor]
    private Circumstance? Consent()
    {
        while (at.TakeWhole(WordKind.Person) is not null || (at.TakeWhole(WordKind.Filler) is not null && !at.Is(WordKind.ConsentVerb)))
        {
        }

        var refused = false;
        while (true)
        {
            if (!refused && at.TakeWhole(WordKind.ConsentRefusal) is not null)
                refused = true;
            else if (at.TakeWhole(WordKind.ConsentVerb) is null && at.TakeWhole(WordKind.Filler) is null && at.TakeWhole(WordKind.And) is null && !at.TakeSign(',') && !at.TakeSign('/'))
                break;
        }

        if (at.Take(WordKind.Consent) is null)
            return null;
        while (at.Take(WordKind.Consent) is not null || at.TakeWhole(WordKind.ConsentVerb) is not null || at.TakeWhole(WordKind.Filler) is not null)
        {
        }

        return new Circumstance(CircumstanceKind.Consent, "informed consent", !refused);
    }
}
