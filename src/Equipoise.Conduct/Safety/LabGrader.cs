using System.Collections.Concurrent;
using System.Globalization;

namespace Equipoise.Conduct.Safety;

/// <summary>Grades laboratory results by CTCAE 5.0 (US Department of Health and Human Services, 2017).</summary>
public static class LabGrader
{
    private const int MostRemembered = 1000;
    private static readonly ConcurrentDictionary<(string Test, string Unit), IReadOnlyList<LabRule>> Remembered = new();

    /// <summary>Whether any rule grades a test.</summary>
    public static bool Knows(string test) => LabRules.About(test).Count > 0;

    /// <summary>The terms that laboratory rules grade, by name, each with its limits in each unit.</summary>
    public static IReadOnlyList<LabTerm> Terms { get; } =
        [.. LabRules.All.OrderBy(rule => rule.Term, StringComparer.Ordinal).Select(rule => new LabTerm(rule.Term, rule.Unit, [.. rule.Grades.Select(ways => string.Join("; ", ways.Select(way => way.Words)))]))];

    /// <summary>Grades a result by every rule about its test, and gives the worst.</summary>
    /// <param name="result">The result; a test may have a rule for too low and one for too high.</param>
    public static LabGrade Grade(LabResult result)
    {
        var rules = LabRules.About(result.Test);
        if (rules.Count == 0)
            return new LabGrade(null, "", "", $"CTCAE 5.0 has no laboratory rule for {result.Test}.");
        var only = rules.All(rule => string.Equals(rule.Direction, rules[0].Direction, StringComparison.Ordinal)) ? rules[0].Direction : "";
        if (result.Value is null)
            return new LabGrade(null, only, "", "There is no value.");
        var fitting = Fitting(result.Test, result.Unit);
        if (fitting.Count == 0)
            return new LabGrade(null, only, "", $"The limits for {result.Test} are in {string.Join(" or ", rules.Select(rule => rule.Unit).Distinct(StringComparer.Ordinal))}, which '{result.Unit}' cannot be turned into.");
        LabGrade? worst = null, unknown = null;
        foreach (var rule in fitting)
        {
            var grade = Grade(rule, result);
            worst = worst is null || (grade.Grade ?? 0) > (worst.Grade ?? 0) ? grade : worst;
            unknown ??= grade.Grade is null ? grade : null;
        }

        if (worst!.Grade > 0)
            return worst;
        if (unknown is not null)
            return unknown with { Direction = only };
        return new LabGrade(0, only, only.Length > 0 ? worst.Term : "", only.Length > 0 ? worst.Rule : "No grade, neither for too low nor for too high.");
    }

    // A whole study asks for the same few tests in the same units.
    private static IReadOnlyList<LabRule> Fitting(string test, string unit)
    {
        if (Remembered.TryGetValue((test, unit), out var known))
            return known;
        IReadOnlyList<LabRule> fitting = [.. LabRules.About(test).Where(rule => rule.Unit.Length == 0 || LabUnits.Convert(1, IonCharge.Of(rule.Tests[0]) is not null && LabUnits.IsMilliequivalents(unit) ? LabUnits.Millimoles : unit, rule.Unit) is not null)];
        return Remembered.Count < MostRemembered ? Remembered.GetOrAdd((test, unit), fitting) : fitting;
    }

    private static LabGrade Grade(LabRule rule, LabResult stated)
    {
        var given = LabUnits.InMillimoles(stated, rule.Tests[0]);
        var result = rule.Unit.Length == 0 || string.Equals(rule.Unit, given.Unit, StringComparison.Ordinal) ? given : given with
        {
            Value = LabUnits.Convert(given.Value!.Value, given.Unit, rule.Unit),
            LowerLimit = Converted(given.LowerLimit, given, rule),
            UpperLimit = Converted(given.UpperLimit, given, rule),
            Baseline = Converted(given.Baseline, given, rule),
        };
        LabCondition? open = null;
        for (var grade = rule.Grades.Count; grade > 0; grade--)
        {
            foreach (var condition in rule.Grades[grade - 1])
            {
                switch (condition.Holds(result))
                {
                    case true:
                        return new LabGrade(grade, rule.Direction, rule.Term, string.Create(CultureInfo.InvariantCulture, $"{rule.Term}, grade {grade}: {condition.Words}{(rule.Unit.Length > 0 ? $" ({rule.Unit})" : "")}"));
                    case null:
                        open = condition;
                        break;
                }
            }
        }

        return open is null
            ? rule.NoGrade
            : new LabGrade(null, rule.Direction, rule.Term, $"{rule.Term}: whether {open.Words} cannot be said without that limit or baseline.");
    }

    private static decimal? Converted(decimal? value, LabResult given, LabRule rule) => value is { } known ? LabUnits.Convert(known, given.Unit, rule.Unit) : null;
}
