using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Sequential;

/// <summary>The limits of a group-sequential test on its standardized statistic Z, positive where the treatment is better, and
/// what they give (Jennison and Turnbull, Group Sequential Methods, 2000). Errors of the limits are below 10⁻¹⁰.</summary>
public sealed class SequentialDesign
{
    private const int MostLooks = 50;
    private const double SmallestAlpha = 1e-50;

    internal SequentialDesign(IReadOnlyList<double> fractions, double alpha, int sides, double[] limits, double[]? futility = null, bool isBinding = false) =>
        (Fractions, Alpha, Sides, Limits, Futility, IsBinding) = (fractions, alpha, sides, limits, futility, isBinding);

    /// <summary>The information fraction of each look, the last 1.</summary>
    public IReadOnlyList<double> Fractions { get; }

    /// <summary>The probability of a false positive finding, over both sides where there are two.</summary>
    public double Alpha { get; }

    /// <summary>1 or 2 sides; with two, the limits below are minus those above.</summary>
    public int Sides { get; }

    /// <summary>The value of Z from which the null hypothesis is rejected at each look.</summary>
    public IReadOnlyList<double> Limits { get; }

    /// <summary>The value of Z below which the trial stops for futility at each look, the last the same as the upper limit; null without
    /// such limits.</summary>
    public IReadOnlyList<double>? Futility { get; }

    /// <summary>True where the upper limits count on stopping for futility; false where alpha holds even if nobody stops.</summary>
    public bool IsBinding { get; }

    /// <summary>The p-value at each look that is just significant: 1 − Φ(limit), doubled where the test has two sides.</summary>
    public IReadOnlyList<double> NominalP => [.. Limits.Select(limit => Sides * Normal.UpperTail(limit))];

    /// <summary>Limits that spend an error probability by a function of the information.</summary>
    /// <param name="spending">The function.</param>
    /// <param name="fractions">The information fraction of each look, rising, the last at most 1.</param>
    /// <param name="alpha">The error probability, over both sides where there are two.</param>
    /// <param name="sides">1 or 2.</param>
    /// <exception cref="StatisticsException">The fractions do not rise, or alpha is no small probability.</exception>
    public static SequentialDesign Spend(SpendingFunction spending, IReadOnlyList<double> fractions, double alpha, int sides = 1)
    {
        ArgumentNullException.ThrowIfNull(spending);
        Check(fractions, alpha, sides);
        return new SequentialDesign([.. fractions], alpha, sides, SpentLimits(spending, fractions, fractions, alpha, sides));
    }

    /// <summary>Limits C·t^(Δ − ½) whose error probability is exactly alpha (Wang and Tsiatis, Biometrics 1987;43:193–199): Δ = 0 is O'Brien and
    /// Fleming's test, ½ Pocock's.</summary>
    /// <param name="shape">Δ.</param>
    /// <param name="fractions">The information fraction of each look, rising to 1.</param>
    /// <param name="alpha">The error probability, over both sides where there are two.</param>
    /// <param name="sides">1 or 2.</param>
    /// <exception cref="StatisticsException">The fractions do not rise, or alpha is no small probability.</exception>
    public static SequentialDesign WangTsiatis(double shape, IReadOnlyList<double> fractions, double alpha, int sides = 1)
    {
        Check(fractions, alpha, sides);
        var (low, high) = (Normal.UpperQuantile(alpha / sides) * 0.5, Normal.UpperQuantile(alpha / sides / fractions.Count) * Math.Pow(fractions[0], -Math.Abs(shape - 0.5)) + 1);
        var c = Root(c => At(c).Power(0) - (alpha / sides), low, high);
        return At(c);

        SequentialDesign At(double constant) => new([.. fractions], alpha, sides, [.. fractions.Select(t => constant * Math.Pow(t, shape - 0.5))]);
    }

    /// <summary>Limits with stopping for futility, by spending alpha under no effect and beta under the effect.</summary>
    /// <remarks>At each look P₀(Z &gt; upper) and P_θ(Z &lt; lower), both first here, are what the functions spend; the drift θ is that for which the
    /// two limits meet at the end (Pampallona, Tsiatis and Kim, Drug Inf J 2001;35:1113–1121).</remarks>
    /// <param name="spending">How alpha is spent.</param>
    /// <param name="betaSpending">How beta, 1 − power, is spent.</param>
    /// <param name="fractions">The information fraction of each look, rising to 1.</param>
    /// <param name="alpha">The one-sided error probability.</param>
    /// <param name="power">The power.</param>
    /// <param name="isBinding">Whether the upper limits count on stopping for futility.</param>
    /// <exception cref="StatisticsException">There are no such limits.</exception>
    public static SequentialDesign SpendBoth(SpendingFunction spending, SpendingFunction betaSpending, IReadOnlyList<double> fractions, double alpha, double power, bool isBinding)
    {
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentNullException.ThrowIfNull(betaSpending);
        Check(fractions, alpha, 1);
        if (fractions[^1] != 1)
            throw new StatisticsException($"The last look is at {fractions[^1]:R}: with limits for futility it is at 1, where they meet.");
        if (!(power > alpha && power < 1))
            throw new StatisticsException($"The power is {power:R}: write a number between alpha, {alpha:R}, and 1.");
        return new FutilitySearch(spending, betaSpending, [.. fractions], alpha, 1 - power, isBinding).Design();
    }

    /// <summary>The probability of crossing the upper limit first at each look.</summary>
    /// <param name="drift">The mean of Z at full information: 0 under the null hypothesis.</param>
    /// <param name="ignoresFutility">True for a trial that goes on below the limits for futility.</param>
    public IReadOnlyList<double> CrossingProbabilities(double drift, bool ignoresFutility = false) => Outcomes(drift, ignoresFutility).Above;

    /// <summary>The probability of stopping below the limit for futility first at each look; all 0 without such limits.</summary>
    /// <param name="drift">The mean of Z at full information.</param>
    public IReadOnlyList<double> FutilityProbabilities(double drift) => Outcomes(drift, ignoresFutility: false).Below;

    /// <summary>The probability of rejecting at any look, above.</summary>
    /// <param name="drift">The mean of Z at full information.</param>
    public double Power(double drift) => CrossingProbabilities(drift).Sum();

    /// <summary>The mean of Z at full information with which the test has a power.</summary>
    /// <exception cref="StatisticsException">The power is not between alpha and 1.</exception>
    public double DriftFor(double power)
    {
        if (!(power > Alpha && power < 1))
            throw new StatisticsException($"The power is {power:R}: write a number between alpha, {Alpha:R}, and 1.");
        return Root(drift => Power(drift) - power, 0, Limits[^1] + Normal.Quantile(power) + 5);
    }

    /// <summary>How many times the information of a test with one look the design needs at most, for a power: (drift/(z_α + z_β))².</summary>
    /// <exception cref="StatisticsException">The power is not between alpha and 1.</exception>
    public double Inflation(double power)
    {
        var ratio = DriftFor(power) / (Normal.UpperQuantile(Alpha / Sides) + Normal.Quantile(power));
        return ratio * ratio;
    }

    /// <summary>The value of Z down to which a trial goes on at a look.</summary>
    internal double GoesOnFrom(int look) => Sides == 2 ? -Limits[look] : Futility?[look] ?? double.NegativeInfinity;

    private (double[] Above, double[] Below) Outcomes(double drift, bool ignoresFutility)
    {
        var (process, above, below) = (new SequentialProcess(drift), new double[Limits.Count], new double[Limits.Count]);
        for (var k = 0; k < above.Length; k++)
        {
            above[k] = process.Above(Fractions[k], Limits[k]).Probability;
            if (Futility is not null && !ignoresFutility)
                below[k] = process.Below(Fractions[k], Futility[k]);
            if (k + 1 < above.Length)
                process.Continue(Fractions[k], ignoresFutility && Sides == 1 ? double.NegativeInfinity : GoesOnFrom(k), Limits[k], Fractions[k + 1]);
        }

        return (above, below);
    }

    /// <summary>Limits where alpha is spent by other fractions than the information seen: at a last look all of it, however many events there are.</summary>
    /// <param name="spending">How alpha is spent.</param>
    /// <param name="information">The information at each look, rising.</param>
    /// <param name="spentAt">The fraction by which alpha is spent at each look.</param>
    /// <param name="alpha">The error probability, over both sides where there are two.</param>
    /// <param name="sides">1 or 2.</param>
    /// <param name="stopsBelow">For tests with one side, the Z below which trials stop for futility at each look but the last, where the limits count on it.</param>
    internal static double[] SpentLimits(
        SpendingFunction spending, IReadOnlyList<double> information, IReadOnlyList<double> spentAt, double alpha, int sides, IReadOnlyList<double>? stopsBelow = null)
    {
        var (process, limits, before) = (new SequentialProcess(0), new double[information.Count], 0.0);
        for (var k = 0; k < limits.Length; k++)
        {
            var spent = spending.Spent(alpha / sides, spentAt[k]);
            limits[k] = LimitFor(process, information[k], spent - before);
            before = spent;
            if (k + 1 < limits.Length)
                process.Continue(information[k], sides == 2 ? -limits[k] : stopsBelow?[k] ?? double.NegativeInfinity, limits[k], information[k + 1]);
        }

        return limits;
    }

    internal static double LimitFor(SequentialProcess process, double fraction, double probability)
    {
        // Nothing to spend that a number could hold.
        if (!(probability > 1e-300))
            return double.PositiveInfinity;
        var z = Math.Min(38, Normal.UpperQuantile(Math.Min(0.5, probability)));
        for (var step = 0; step < 100; step++)
        {
            var (above, density) = process.Above(fraction, z);
            // Newton on the logarithm, which is nearly a parabola far out.
            var change = Math.Log(above / probability) * above / density;
            z += Math.Clamp(change, -1, 1);
            if (Math.Abs(change) < 1e-13 * (1 + Math.Abs(z)))
                break;
        }

        return z;
    }

    internal static double Root(Func<double, double> rising, double low, double high)
    {
        var (atLow, atHigh) = (rising(low), rising(high));
        if (atLow * atHigh > 0)
            throw new StatisticsException("No limits have that error probability or power: choose others.");
        return MathNet.Numerics.RootFinding.Brent.FindRoot(rising, low, high, 1e-14, 200);
    }

    private static void Check(IReadOnlyList<double> fractions, double alpha, int sides)
    {
        ArgumentNullException.ThrowIfNull(fractions);
        if (sides is not (1 or 2))
            throw new StatisticsException($"A test has 1 or 2 sides, not {sides}.");
        if (!(alpha > 0 && alpha < 0.5 * sides))
            throw new StatisticsException($"The error probability is {alpha:R}: write a number above 0 and below {0.5 * sides:R}, such as 0.025.");
        if (alpha < SmallestAlpha)
            throw new StatisticsException($"The error probability is {alpha:R}: below {SmallestAlpha:R} limits cannot be computed; write a larger one.");
        if (fractions.Count is 0 or > MostLooks)
            throw new StatisticsException($"There are {fractions.Count} looks: write 1 to {MostLooks}.");
        if (fractions[^1] > 1 || !(fractions[0] > 0))
            throw new StatisticsException($"The looks are at {string.Join(", ", fractions)}: write information fractions above 0 and at most 1.");
        for (var k = 1; k < fractions.Count; k++)
        {
            if (!(fractions[k] - fractions[k - 1] >= 1e-4))
                throw new StatisticsException($"The look at {fractions[k]:R} does not come after that at {fractions[k - 1]:R}: information fractions rise, by 0.0001 at least.");
        }
    }
}
