using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Limits that stand before what they limit: "at least 18 years", "4 weeks since chemotherapy".</summary>
internal sealed partial class EntryParser
{
    // quantity-first := limits ("years of age" | "since" existence | variable | heading's subject)
    private CriterionNode? QuantityFirst()
    {
        if (!at.HoldsValue)
            return null;
        var start = at.Position;
        if (at.NumberHere is not null && BetweenSigns() is { } between)
            return between;
        at.Position = start;
        if (BarePressure() is { } pressure)
            return pressure;
        if ((TakeEitherCount() ?? TakeLimits()) is not { } limits)
            return null;
        AddSecondCount(limits);
        // "at least 5 half-lives since": a number, and what it counts
        if (limits is [{ Quantity: { Unit: null, Reference: null } } bare] && at.Take(WordKind.HalfLife) is not null)
            limits = [bare with { Quantity = bare.Quantity with { Unit = Window.HalfLife } }];
        if (PackYears(limits) is { } smoked)
            return smoked;
        SkipOutOf();
        if (limits is [{ Quantity: { IsTime: true } or { Unit: Window.HalfLife } } elapsed])
        {
            var time = at.Position;
            if (Washout(elapsed) is { } washout)
                return washout;
            at.Position = time;
        }

        // "Life expectancy:" above "at least 5 years"
        var after = at.Position;
        if (context.Heading is { Variables: [Subjects.LifeExpectancy] } && HeadingLimit(limits, start) is { } life)
            return life;
        at.Position = after;
        if (EitherAge(limits, start) is { } either)
            return either;
        at.Position = after;
        // "≥ 18 and ≤ 75 years of age", "≥ 1 year and ≤ 21 years of age"
        if (limits is [{ Quantity: { Unit: null or "a" or "mo" or "wk" or "d", Reference: null } }])
            ShareUnit(limits);
        if (limits.TrueForAll(limit => limit.Quantity.Unit is null or "a" or "mo" or "wk" or "d"))
        {
            var words = at.Position;
            var inYears = limits.Exists(limit => limit.Quantity.Unit is "a") && (at.AtEnd || at.Sign is '.' or ',' or ';' or ')' || at.Is(WordKind.Person) || at.Is(WordKind.With)) && OnlyPersonsBefore(start);
            if ((limits.Exists(limit => limit.Quantity.Unit is not null) || at.Is(WordKind.Old) || saidOld) && (inYears || SaysAge(words)) && AgeTail(limits) is { } age)
                return age;

            at.Position = words;
        }

        return AfterQuantity(limits, start) ?? HeadingLimit(limits, start) ?? BareAge(limits, start);
    }

    private CriterionNode? AfterQuantity(List<Limit> limits, int first)
    {
        ShareUnit(limits);
        SkipFillers();
        if (at.Take(WordKind.Life) is not null)
            return limits.TrueForAll(limit => limit.Quantity.IsTime) ? Together([.. limits.Select(limit => Leaf(Subjects.LifeExpectancy, limit))]) : null;
        _ = at.TakeWhole(WordKind.History);
        if (limits.TrueForAll(limit => limit.Quantity is { Unit: null, Reference: null }) && TakeCounted() is { } therapy)
            return Together([.. limits.Where(IsAsked).Select(limit => new Therapy(therapy, Comparison: limit.Comparison, Count: limit.Quantity.Value))]);
        if (OneOrMore(limits, first) is { } some)
            return some;
        if (TakeSubjects() is { } subjects && limits.TrueForAll(limit => limit.Quantity.Unit is not null || IsCount(subjects)))
        {
            lastSubjects = subjects;
            var count = Build(subjects, [.. limits.Where(limit => IsAsked(limit) || subjects.Variables is not ["priorLines"])]);
            SkipOutOf();
            var end = at.Position;
            if (subjects.Variables is not ["lesionCount"])
                return WithWindow(count);
            var single = count is Measurement { Comparison: Comparison.AtLeast, Value: 1 };
            if (SkipLesionLink() && SizeLimits() is { } size)
                return single ? size : Joined([count, size]);
            at.Position = end;
            return single ? new Condition("measurable disease") : count;
        }

        return null;
    }

    // "at least one exacerbation", "one or more seizures": that there is one
    private Condition? OneOrMore(List<Limit> limits, int first)
    {
        var start = at.Position;
        // "grade 1 or higher neuropathy", "at least one measurable lesion" have a meaning of their own.
        if (at.Is(WordKind.Variable) || (at.KindsAt(first) & Ranked) != 0 || (first > 0 && (at[first - 1].Kind != TokenKind.Word || (at.KindsAt(first - 1) & Ranked) != 0 || !(at.Upper(first - 1) is "OF" or "WITH" or "HAVE" or "HAS" or "HAD" or "HAVING" || (at.KindsAt(first - 1) & Leading) != 0))))
            return null;
        if (limits is [{ Comparison: Comparison.AtLeast, Quantity: { Unit: null, Reference: null, Value: 1 } }] && (at.Kinds & SomeFindings) != 0 && !at.Is(WordKind.Lesion) && Existence() is Condition { Exists: true } finding)
            return finding;
        at.Position = start;
        return null;
    }

    private static readonly UInt128 Ranked = TokenCursor.Bits(WordKind.GradeWord, WordKind.StageWord, WordKind.ClassScale);
    private static readonly UInt128 Leading = TokenCursor.Bits(WordKind.Filler, WordKind.Person, WordKind.And, WordKind.Or, WordKind.History);
    private static readonly UInt128 SomeFindings = TokenCursor.Bits(WordKind.Condition, WordKind.Modifier);

    // "at least 1, but no more than 3, prior regimens"
    private void AddSecondCount(List<Limit> limits)
    {
        var start = at.Position;
        var comma = at.TakeSign(',');
        if (limits is [{ Quantity: { Unit: null, Reference: null } }] && (comma || at.Upper(start) is "BUT" or "AND") && (at.Upper(at.Position) is not ("BUT" or "AND") || Rewind(at.Position + 1)) && at.Is(WordKind.Operator) && TakeLimits() is [{ Quantity: { Unit: null, Reference: null } } second] && at.Upper(comma && at.Sign == ',' ? at.Position + 1 : at.Position) is "PRIOR" or "PREVIOUS" or "LINE" or "LINES")
        {
            limits.Add(second);
            _ = comma && at.TakeSign(',');
            return;
        }

        at.Position = start;
    }

    // "one or two prior lines", "1 or 2 regimens"
    private List<Limit>? TakeEitherCount()
    {
        var start = at.Position;
        if (TakeNumber() is { } few && at.Take(WordKind.Or) is not null && TakeNumber() is { } more && more == few + 1 && at.Upper(at.Position) is "PRIOR" or "PREVIOUS" or "LINE" or "LINES" or "REGIMENS")
            return [new Limit(Comparison.AtLeast, new Quantity(few, null)), new Limit(Comparison.AtMost, new Quantity(more, null))];
        at.Position = start;
        return null;
    }

    // Everybody has had at least no treatment.
    private static bool IsAsked(Limit limit) => limit is not { Comparison: Comparison.AtLeast, Quantity.Value: 0 };

    // "18 and over" alone on its line, "patients under 18": nothing else is counted so.
    private CriterionNode? BareAge(List<Limit> limits, int start)
    {
        at.Position = start;
        if (limits is not [{ Quantity: { Unit: null, Reference: null, Value: > 0 and < 100 } } only] || (start == 0 ? at.NumberHere is null : only.Quantity.Value < LeastBareAge || !IsOfPeople(start)) || TakeLimits() is null)
            return null;
        if (start > 0)
            return EndsPhrase() || at.TakeWhole(WordKind.At) is not null ? Leaf(Subjects.Age, only) : null;
        SkipPunctuation();
        return at.AtEnd && at.Upper(at.Count - 1) is "OVER" or "UNDER" or "OLDER" or "YOUNGER" ? Leaf(Subjects.Age, only) : null;
    }

    private const int LeastBareAge = 12;

    // Persons, and no other word, stand before.
    private bool IsOfPeople(int start) => (at.KindsAt(at.Upper(start - 1) is "IS" or "ARE" or "BE" or "AGED" ? Math.Max(0, start - 2) : start - 1) & TokenCursor.Bits(WordKind.Person)) != 0 && OnlyPersonsBefore(start) && at.Is(WordKind.Operator);

    private bool SkipLesionLink()
    {
        while (at.TakeWhole(WordKind.With) is not null || at.TakeWhole(WordKind.Filler) is not null || at.TakeSign(','))
        {
        }

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
}
