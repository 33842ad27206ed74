using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Performance status: ECOG, Karnofsky, Lansky and their like.</summary>
internal sealed partial class EntryParser
{
    // "WHO grade 4" beside a tumor; alone it is a performance status
    private bool IsTumorGrade()
    {
        if (!at.Holds(WordKind.GradeWord) || !at.Holds(WordKind.Scale))
            return false;
        var start = at.Position;
        var tumor = false;
        for (at.Position = 0; !tumor && !at.AtEnd; at.Position++)
            tumor = at.Is(WordKind.Condition) || at.Is(WordKind.Gene);
        at.Position = start;
        return tumor;
    }

    // performance := scale* "performance status" scale* values
    private CriterionNode? PerformanceTerm()
    {
        // "WHO grade 4 glioma": a grade of the tumor
        if (IsTumorGrade() || (!at.Holds(WordKind.Scale) && !at.Holds(WordKind.Performance)))
            return null;
        var scale = TakeScale(out var found);
        if (!found)
            return null;
        var start = at.Position;
        // "Karnofsky/Lansky ≥ 50 %"
        if (scale is not null && at.SignAt(start - 1) == '/' && at.Is(WordKind.Scale) && PerformanceTerm() is PerformanceStatus either)
            return new AnyOf([either with { Scale = scale }, either]);
        at.Position = start;
        if (scale is not null && ScalesByAge(scale) is { } byAge)
            return byAge;
        at.Position = start;
        // "Karnofsky or Lansky 70-100%": one value on either scale
        if (scale is not null && TakeListLink() && at.Is(WordKind.Scale) && PerformanceTerm() is PerformanceStatus shared)
            return new AnyOf([shared with { Scale = scale }, shared]);
        at.Position = start;
        if (scale is null && AgesThenScales() is { } aged)
            return aged;
        at.Position = start;
        var opened = at.SignAt(start - 1) == '(';
        if (PerformanceValues(scale ?? "ecog") is { } values)
        {
            _ = opened && at.TakeSign(')');
            SkipCorrespondingScale();
            if (EachOfItsAge(values, scale) is { } each)
                return each;
            // "ECOG ≤ 2 (Karnofsky ≥ 60 %)": the other scale says the same
            var other = at.Position;
            if (at.TakeSign('(') && at.Take(WordKind.Or) is var _ && ++depth < DeepestNesting && PerformanceTerm() is { } alternative && SkipAppendix() && at.TakeSign(')'))
            {
                depth--;
                return new AnyOf([values, alternative]);
            }

            at.Position = other;
            return GuardAfter(values);
        }

        at.Position = start;
        return null;
    }

    // "(0-2)": the same again
    private bool SkipSameValues(List<decimal> values)
    {
        var start = at.Position;
        if (at.TakeSign('(') && at.NumberHere is { } low && Rewind(at.Position + 1) && (at.TakeSign('-') || at.Take(WordKind.To) is not null) && at.NumberHere is { } high && low < high && values.TrueForAll(value => value >= low && value <= high) && Rewind(at.Position + 1))
        {
            _ = TakePercent();
            if (at.TakeSign(')'))
                return true;
        }

        at.Position = start;
        return false;
    }

    // "(see Appendix B)"
    private bool SkipSeeAppendix()
    {
        var start = at.Position;
        if (at.TakeSign('(') && at.Upper(at.Position) is "SEE" or "REFER" or "APPENDIX" && SkipAppendix() && at.TakeSign(')'))
            return true;
        at.Position = start;
        return false;
    }

    // ", see Appendix A"
    private bool SkipAppendix()
    {
        var start = at.Position;
        while (at.Sign is ',' or ';')
            at.Position++;
        while (at.Upper(at.Position) is "SEE" or "REFER" or "TO" or "APPENDIX" or "ATTACHMENT")
            at.Position++;
        if (at.Position > start && at.Upper(at.Position - 1) is "APPENDIX" or "ATTACHMENT" && at.Sign != ')' && !at.AtEnd)
            at.Position++;
        else if (at.Upper(at.Position - 1) is not ("APPENDIX" or "ATTACHMENT"))
            at.Position = start;
        return true;
    }

    // "Lansky (≤ 16 years) or Karnofsky (> 16 years) performance status ≥ 50 %": one value, on the scale of one's age
    private CriterionNode? ScalesByAge(string scale)
    {
        if (TakeAgeOfScale() is not { } young || !TakeListLink() || at.Take(WordKind.Scale) is not { } other || TakeAgeOfScale() is not { } old)
            return null;
        SkipFillers();
        _ = at.TakeWhole(WordKind.Performance);
        return PerformanceValues(other) is PerformanceStatus status
            ? new AllOf([new Given(young, status with { Scale = scale }, null), new Given(old, status, null)])
            : null;
    }

    private CriterionNode? TakeAgeOfScale()
    {
        _ = at.TakeWhole(WordKind.Performance);
        return (at.SignAt(at.Position - 1) == '(' || at.TakeSign('(')) && (AgeTerm() ?? AgeInYears()) is { } age && at.TakeSign(')') ? age : null;
    }

    // "≤ 16 years" in the brackets after a scale is an age.
    private CriterionNode? AgeInYears() => TakeLimits() is { } limits && limits.TrueForAll(limit => limit.Quantity is { Unit: "a", Reference: null }) ? AgeTail(limits) : null;

    private string? TakeScale(out bool found)
    {
        string? scale = null;
        found = false;
        while (true)
        {
            var before = at.Position;
            if (at.Take(WordKind.Scale) is { } named)
            {
                // "ECOG/WHO": two names of one scale
                if (scale is not null && !string.Equals(scale, named, StringComparison.Ordinal))
                {
                    at.Position = before;
                    return scale;
                }

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
        if (at.Take(WordKind.Operator) is { } sign && ComparisonSigns.FromSign(sign) is { } comparison && SkipFillers() && TakeNumber() is { } limit && IsOnScale(ScaleOf(scale, limit), limit))
            return UpToOnScale(ScaleOf(scale, limit), comparison, limit) ?? PerformanceTail(ScaleOf(scale, limit), comparison, [limit]);
        var between = at.Take(WordKind.Between) is not null;
        if (TakeNumber() is not { } first || !IsOnScale(ScaleOf(scale, first), first))
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

    // "GOG 9133" is a protocol, and no performance status.
    private static bool IsOnScale(string scale, decimal value) => value == decimal.Truncate(value) && value >= 0 && (scale is "ecog" ? value <= 5 : value <= 100);

    private static string ScaleOf(string scale, decimal value) => scale is "ecog" && value >= 10 ? "karnofsky" : scale;

    private List<decimal> PerformanceList(decimal first, bool between)
    {
        var values = new List<decimal> { first };
        while (true)
        {
            var start = at.Position;
            _ = TakePercent();
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

    private bool TakePercent()
    {
        if (at.Sign != '%' && at.Upper(at.Position) is not ("PERCENT" or "POINT" or "POINTS"))
            return false;
        at.Position++;
        return true;
    }

    private bool IsTimeNext()
    {
        var start = at.Position;
        var unit = at.TakeUnit();
        at.Position = start;
        return unit is "a" or "mo" or "wk" or "d";
    }

    private PerformanceStatus PerformanceTail(string scale, Comparison? comparison, List<decimal> values)
    {
        // "within 14 days before registration": when somebody looks, for which a performance status has no place
        while (TakePercent() || at.TakeWhole(WordKind.At) is not null || at.TakeWhole(WordKind.Inclusive) is not null || SkipSameScale(scale) || SkipSeeAppendix() || SkipSameValues(values) || SkipInclusive() || SkipOrEquivalent() || TakeWindow() is not null)
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
        while (at.Upper(at.Position) is "SCALE" or "CRITERIA" or "SCORE" or "GRADE" or "SYSTEM")
            at.Position++;
        if ((named ?? performance) is not null && (named is null || string.Equals(named, scale, StringComparison.Ordinal)) && Close(open) && at.NumberHere is null && !at.Is(WordKind.Operator))
            return true;
        at.Position = start;
        return false;
    }
}
