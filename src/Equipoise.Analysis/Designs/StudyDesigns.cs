using Equipoise.Analysis.Simulation;
using Equipoise.Statistics;
using Equipoise.Statistics.Design;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Multiplicity;

namespace Equipoise.Analysis.Designs;

/// <summary>What a comparison of one arm with the control arm of a study would need, over hazard ratios, shares of alpha and powers, on the calendar that its
/// scenario assumes.</summary>
public sealed class StudyDesigns
{
    private StudyDesigns(string study, NamedScenario scenario, DesignGrid grid, IReadOnlyList<(string Name, double Alpha)> alphas, IReadOnlyList<DesignRow> rows) =>
        (Study, Scenario, Grid, Alphas, Rows, Courses) = (study, scenario, grid, alphas, rows,
            [.. HazardRatios.Select(ratio => new ExpectedCourse(ratio, [.. Enumerable.Range(1, CourseMonths).Select(month => grid.Timeline(ratio).At(month))]))]);

    /// <summary>The hazard ratios of the table.</summary>
    public static IReadOnlyList<double> HazardRatios { get; } = [0.65, 0.70, 0.75, 0.80];

    /// <summary>The powers of the table.</summary>
    public static IReadOnlyList<double> Powers { get; } = [0.8, 0.85, 0.9];

    /// <summary>How long a delayed effect takes to begin, in the unit of the scenario.</summary>
    public static double Delay => 3;

    /// <summary>How many months an expected course has.</summary>
    public static int CourseMonths => 60;

    /// <summary>The study's id.</summary>
    public string Study { get; }

    /// <summary>What is assumed.</summary>
    public NamedScenario Scenario { get; }

    /// <summary>The calendar of the two arms.</summary>
    public DesignGrid Grid { get; }

    /// <summary>The one-sided error probabilities and what they are called.</summary>
    public IReadOnlyList<(string Name, double Alpha)> Alphas { get; }

    /// <summary>The designs.</summary>
    public IReadOnlyList<DesignRow> Rows { get; }

    /// <summary>What is expected month by month, for each hazard ratio.</summary>
    public IReadOnlyList<ExpectedCourse> Courses { get; }

    /// <summary>The designs of a study.</summary>
    /// <param name="study">Its id.</param>
    /// <param name="scenario">Its scenario: of the arms only the control arm's hazard and the sizes are used.</param>
    /// <exception cref="StatisticsException">The scenario has no rate of accrual for all sites together.</exception>
    public static StudyDesigns Of(string study, NamedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var trial = scenario.Trial;
        var accrual = trial.Accrual ?? throw new StatisticsException("The scenario states accrual by sites: a table of designs needs 'rate'.");
        var (control, treated, all) = (trial.Arms[0], trial.Arms[1], trial.Arms.Sum(arm => arm.Ratio));
        var grid = new DesignGrid(
            accrual.Times((double)(control.Ratio + treated.Ratio) / all), accrual.TimeOf(trial.Participants), control.Hazard, control.Dropout, (double)treated.Ratio / control.Ratio);
        var alphas = AlphasOf(trial.Alpha, trial.Arms.Skip(1).Select(arm => (double)arm.Ratio / control.Ratio).ToList());
        return new StudyDesigns(study, scenario, grid, alphas, [.. HazardRatios.SelectMany(hr => alphas.SelectMany(alpha => Powers.Select(power => grid.Row(hr, alpha.Alpha, power, Delay))))]);
    }

    // All of alpha for one comparison; in equal parts for several; and by Dunnett's test, which knows that they share a control arm.
    private static List<(string Name, double Alpha)> AlphasOf(double alpha, List<double> ratios)
    {
        var alphas = new List<(string, double)> { ("all of alpha", alpha) };
        if (ratios.Count > 1)
        {
            alphas.Add(("Bonferroni's part", alpha / ratios.Count));
            alphas.Add(("Dunnett's limit", Normal.UpperTail(new Dunnett(ratios).Limit(alpha))));
        }

        return alphas;
    }
}
