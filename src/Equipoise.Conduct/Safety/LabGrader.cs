using System.Globalization;

namespace Equipoise.Conduct.Safety;

/// <summary>Grades laboratory results by CTCAE 5.0 (US Department of Health and Human Services, 2017).</summary>
public static class LabGrader
{
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
        var fitting = rules.Where(rule => rule.Unit.Length == 0 || LabUnits.AreAlike(LabUnits.InMillimoles(result, rule.Tests[0]).Unit, rule.Unit)).ToList();
        if (fitting.Count == 0)
            return new LabGrade(null, only, "", $"The limits for {result.Test} are in {string.Join(" or ", rules.Select(rule => rule.Unit).Distinct(StringComparer.Ordinal))}, which '{result.Unit}' cannot be turned into.");
        var grades = fitting.Select(rule => Grade(rule, result)).ToList();
        var worst = grades.MaxBy(grade => grade.Grade ?? 0)!;
        if (worst.Grade > 0)
            return worst;
        if (grades.Find(grade => grade.Grade is null) is { } unknown)
            return unknown with { Direction = only };
        return new LabGrade(0, only, only.Length > 0 ? worst.Term : "", only.Length > 0 ? worst.Rule : "No grade, neither for too low nor for too high.");
    }

    private static LabGrade Grade(LabRule rule, LabResult stated)
    {
        var given = LabUnits.InMillimoles(stated, rule.Tests[0]);
        var result = rule.Unit.Length == 0 ? given : given with
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
            ? new LabGrade(0, rule.Direction, rule.Term, $"{rule.Term}: no grade")
            : new LabGrade(null, rule.Direction, rule.Term, $"{rule.Term}: whether {open.Words} cannot be said without that limit or baseline.");
    }

    private static decimal? Converted(decimal? value, LabResult given, LabRule rule) => value is { } known ? LabUnits.Convert(known, given.Unit, rule.Unit) : null;
}
