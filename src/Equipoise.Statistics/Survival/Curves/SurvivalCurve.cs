namespace Equipoise.Statistics.Survival.Curves;

/// <summary>A Kaplan–Meier estimate: what is known at each distinct time at which a row ended.</summary>
/// <remarks>Times have the unit of the data; risk sets and events are counts, or sums of weights.</remarks>
public sealed class SurvivalCurve
{
    private static readonly double Rounding = Math.Sqrt(double.BitIncrement(1) - 1);
    private readonly double[] errorOfLogSurvival;

    internal SurvivalCurve(CurveSteps steps, bool isRobust)
    {
        (Rows, Steps, IsRobust) = (steps.Rows, steps, isRobust);
        errorOfLogSurvival = isRobust ? steps.RobustErrorOfLogSurvival! : steps.Greenwood;
    }

    /// <summary>The number of rows that the curve is made of.</summary>
    public int Rows { get; }

    /// <summary>True where the standard errors are the robust ones of the infinitesimal jackknife, false where they are
    /// Greenwood's.</summary>
    public bool IsRobust { get; }

    /// <summary>The distinct times at which rows ended, earliest first.</summary>
    public IReadOnlyList<double> Times => Steps.Time;

    /// <summary>How many were at risk just before each time.</summary>
    public IReadOnlyList<double> AtRisk => Steps.AtRisk;

    /// <summary>How many had the event at each time.</summary>
    public IReadOnlyList<double> Events => Steps.Events;

    /// <summary>How many were censored at each time, after its events.</summary>
    public IReadOnlyList<double> Censored => Steps.Censored;

    /// <summary>S(t) = ∏(1 − d/n) over the times up to t, d being the events and n the number at risk (Kaplan and Meier, JASA
    /// 1958;53:457–481).</summary>
    public IReadOnlyList<double> Survival => Steps.Survival;

    /// <summary>Greenwood's standard error of log S(t): √Σ d/(n(n − d)); not a finite number where S(t) = 0.</summary>
    public IReadOnlyList<double> GreenwoodError => Steps.Greenwood;

    /// <summary>The standard error of log S(t) that intervals use: Greenwood's, or the robust one.</summary>
    public IReadOnlyList<double> ErrorOfLogSurvival => errorOfLogSurvival;

    /// <summary>The standard error of S(t), S times that of its logarithm. Where S is 0 it is 0 if robust, as no weight moves it, and Greenwood's is not a number.</summary>
    public IReadOnlyList<double> Error => [.. Enumerable.Range(0, Times.Count).Select(ErrorAt)];

    /// <summary>The Nelson–Aalen estimate of the cumulative hazard, Σ d/n.</summary>
    public IReadOnlyList<double> CumulativeHazard => Steps.CumulativeHazard;

    /// <summary>The standard error of the Nelson–Aalen estimate, √Σ d/n², or the robust one.</summary>
    public IReadOnlyList<double> CumulativeHazardError => IsRobust ? Steps.RobustErrorOfHazard! : Steps.HazardError;

    /// <summary>The sum of the events.</summary>
    public double EventCount => Steps.Events.Sum();

    internal CurveSteps Steps { get; }

    /// <summary>Pointwise confidence limits of S at each time; not a number where S is 0, nor where it is 1 on
    /// the scales that do not hold 1 (log(−log), logit, arcsine).</summary>
    /// <param name="type">The scale of the interval.</param>
    /// <param name="level">The confidence level, such as 0.95.</param>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public (double[] Lower, double[] Upper) Limits(ConfidenceType type, double level)
    {
        var z = Confidence.QuantileOf(level);
        var (lower, upper) = (new double[Times.Count], new double[Times.Count]);
        for (var i = 0; i < lower.Length; i++)
            (lower[i], upper[i]) = Confidence.Limits(Steps.Survival[i], errorOfLogSurvival[i], z, type);
        return (lower, upper);
    }

    /// <summary>The time by which a fraction of participants has had the event: the first at which S(t) ≤ 1 − p, or the middle
    /// of the flat piece where S(t) is 1 − p up to rounding, as is customary for the median. The limits are where
    /// the confidence limits of S cross 1 − p (Brookmeyer and Crowley, Biometrics 1982;38:29–41).</summary>
    /// <param name="fraction">p, such as 0.5 for the median.</param>
    /// <param name="type">The scale of the interval.</param>
    /// <param name="level">The confidence level, such as 0.95.</param>
    /// <returns>Times; not a number where the curve or limit does not come down that far.</returns>
    /// <exception cref="StatisticsException">The fraction or level is no probability.</exception>
    public (double Time, double Lower, double Upper) Quantile(double fraction, ConfidenceType type, double level) =>
        Quantile(fraction, Limits(type, level));

    /// <summary>The same from limits already computed.</summary>
    public (double Time, double Lower, double Upper) Quantile(double fraction, (double[] Lower, double[] Upper) limits)
    {
        if (!(fraction is > 0 and < 1))
            throw new StatisticsException($"The quantile {fraction:R} does not exist: write a number between 0 and 1, such as 0.5 for the median.");
        return (Crossing(Steps.Survival, 1 - fraction), Crossing(limits.Lower, 1 - fraction), Crossing(limits.Upper, 1 - fraction));
    }

    /// <summary>What the curve says at one time, between steps too.</summary>
    /// <param name="time">A time of at least 0.</param>
    /// <param name="type">The scale of the interval.</param>
    /// <param name="level">The confidence level, such as 0.95.</param>
    public Landmark At(double time, ConfidenceType type, double level)
    {
        var step = LastStepAt(time);
        var atRisk = step >= 0 && time - Steps.Time[step] <= Rounding * time ? Steps.AtRisk[step] : Steps.AtRiskAt(time, step);
        if (step < 0)
            return new Landmark(time, atRisk, 1, 0, 1, 1);
        var (lower, upper) = Confidence.Limits(Steps.Survival[step], errorOfLogSurvival[step], Confidence.QuantileOf(level), type);
        return new Landmark(time, atRisk, Steps.Survival[step], ErrorAt(step), lower, upper);
    }

    /// <summary>The number at risk at the first of <see cref="Times"/> that is not before a time, 0 after the last: what R's <c>summary.survfit</c> calls the number at risk
    /// at that time. Where rows enter late it differs from <see cref="Landmark.AtRisk"/> by those who enter between.</summary>
    /// <param name="time">A time of at least 0.</param>
    public double AtRiskFrom(double time)
    {
        var step = LastStepAt(time);
        if (step < 0 || time - Steps.Time[step] > Rounding * time)
            step++;
        return step < Steps.Time.Length ? Steps.AtRisk[step] : 0;
    }

    private double ErrorAt(int step) => Steps.Survival[step] > 0 || errorOfLogSurvival[step] == 0 ? Steps.Survival[step] * errorOfLogSurvival[step] : double.NaN;

    private int LastStepAt(double time)
    {
        var limit = time + Rounding * time;
        var found = Array.BinarySearch(Steps.Time, limit);
        return found >= 0 ? found : ~found - 1;
    }

    // In small samples a limit may rise again; the step whose value comes nearest to the level from below is where it
    // crosses, as in R.
    private double Crossing(double[] curve, double level)
    {
        var first = Highest(curve, level + Rounding);
        if (first < 0)
            return double.NaN;
        if (curve[first] < level - Rounding)
            return Steps.Time[first];
        var next = Highest(curve, level - Rounding);
        var end = next >= 0 ? next : Array.FindLastIndex(curve, value => !double.IsNaN(value));
        return (Steps.Time[first] + Steps.Time[end]) / 2;
    }

    private static int Highest(double[] curve, double atMost)
    {
        var highest = -1;
        for (var i = 0; i < curve.Length; i++)
        {
            if (curve[i] <= atMost && (highest < 0 || curve[i] > curve[highest]))
                highest = i;
        }

        return highest;
    }
}
