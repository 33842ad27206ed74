using System.Globalization;
using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Looks;

/// <summary>Makes a look by the plan: the graphical group-sequential procedure of Maurer and Bretz (2013), the boundaries by Lan and DeMets (1983) from the
/// information that there is rather than what was planned, and what is futile by the plan's rule.</summary>
public static class LookCalculation
{
    // Farther than this from the planned information fraction, the timing is a deviation.
    private const double Tolerance = 0.02;

    private const double LargestAlpha = 0.4999;

    /// <summary>Makes a look.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="results">What the data show of the plan's comparisons, in its order.</param>
    /// <param name="frame">Which look, on which data; its comparisons and deviations are filled in.</param>
    /// <param name="earlier">The looks before, in order.</param>
    /// <exception cref="AnalysisException">A comparison has no statistic yet, or the looks before are not of this plan.</exception>
    public static LookFinding Make(StatisticalPlan plan, IReadOnlyList<ComparisonResult> results, LookFinding frame, IReadOnlyList<LookFinding> earlier)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Any(look => look.IsFinal))
            throw new AnalysisException("The final look is recorded: all of the error probability is spent, and no look follows it.");
        if (earlier.Count > 0 && earlier[^1].Cutoff > frame.Cutoff)
            throw new AnalysisException(string.Create(CultureInfo.InvariantCulture, $"Look {earlier[^1].Number} was at the cutoff {earlier[^1].Cutoff:yyyy-MM-dd}: data as of {frame.Cutoff:yyyy-MM-dd} come before it, and looks go forward."));
        if (results.FirstOrDefault(one => one.PValue is null || one.Z is null) is { } without)
            throw new AnalysisException($"A look needs a test of every comparison, and {without.Name} has none: {without.Note}");
        frame = frame with { Futility = plan.Futility?.Words ?? "", IsFutilityBinding = plan.Futility is { IsBinding: true } };
        try
        {
            var comparisons = Decide(plan, results, frame, earlier);
            return frame with { Comparisons = comparisons, Deviations = [.. frame.Deviations, .. Timing(plan, frame, comparisons), .. earlier.Where(look => look.MustStop).Select(look => $"Look {look.Number} was below the binding boundary for futility, and the trial went on.")] };
        }
        catch (StatisticsException refusal)
        {
            throw new AnalysisException(refusal.Message);
        }
    }

    private static List<LookComparison> Decide(StatisticalPlan plan, IReadOnlyList<ComparisonResult> results, LookFinding frame, IReadOnlyList<LookFinding> earlier)
    {
        double[] information = [.. plan.Comparisons.Select((one, at) => results[at].Events / one.Events)];
        double[] pValues = [.. results.Select(one => one.PValue!.Value)];
        var decided = LookProcedure.Run(plan, plan.Alpha, earlier, frame, information, pValues);
        return [.. plan.Comparisons.Select((comparison, i) =>
        {
            var goesOn = !frame.IsFinal && decided.RejectedAt[i] is null;
            double[] seen = [.. earlier.Select(look => LookProcedure.Of(plan, look, one => one.Information)[i]), information[i]];
            var (left, share) = (Left(plan, comparison, frame.Number, information[i]), decided.Shares[i] * plan.Alpha);
            return new LookComparison
            {
                Name = comparison.Name,
                Events = results[i].Events,
                PlannedEvents = comparison.Events,
                PlannedInformation = PlannedInformation(plan, comparison, frame),
                Information = information[i],
                Z = results[i].Z!.Value,
                PValue = pValues[i],
                Share = share,
                NominalLevel = decided.Levels[i],
                Boundary = decided.Levels[i] > 0 ? Normal.UpperQuantile(decided.Levels[i]) : double.PositiveInfinity,
                // A binding boundary must be the same whatever has passed on.
                FutilityBoundary = goesOn ? FutilityBoundary.At(plan, seen, left, plan.Futility is { IsBinding: true } ? comparison.Weight * plan.Alpha : share) : null,
                AdjustedPValue = Adjusted(plan, frame, earlier, information, pValues, i),
                RejectedAt = decided.RejectedAt[i],
                HazardRatio = results[i].HazardRatio?.Estimate,
                Lower = results[i].HazardRatio?.Lower,
                Upper = results[i].HazardRatio?.Upper,
                ConditionalPower = goesOn ? PowerLeft(plan, seen, left, results[i].Z!.Value, share) : null,
            };
        })];
    }

    // What is rejected with an error is rejected with any larger one: the smallest is found by halving, on the scale of logarithms.
    private static double Adjusted(StatisticalPlan plan, LookFinding frame, IReadOnlyList<LookFinding> earlier, double[] information, double[] pValues, int hypothesis)
    {
        if (!IsRejected(LargestAlpha))
            return 1;
        var (low, high) = (Math.Log(1e-15), Math.Log(LargestAlpha));
        if (IsRejected(Math.Exp(low)))
            return Math.Exp(low);
        while (high - low > 1e-10)
        {
            var middle = (low + high) / 2;
            (low, high) = IsRejected(Math.Exp(middle)) ? (low, middle) : (middle, high);
        }

        return Math.Exp(high);

        bool IsRejected(double alpha) => LookProcedure.Run(plan, alpha, earlier, frame, information, pValues).RejectedAt[hypothesis] is not null;
    }

    /// <summary>The information fractions of a comparison at the looks that the plan has left after some looks and so much information.</summary>
    internal static IReadOnlyList<double> Left(StatisticalPlan plan, PlannedComparison comparison, int made, double information) =>
        [.. plan.Looks.Skip(made).Select(look => look.InformationOf(comparison)).Distinct().Where(planned => planned - information >= 0.001)];

    private static double? PowerLeft(StatisticalPlan plan, IReadOnlyList<double> seen, IReadOnlyList<double> left, double z, double share)
    {
        if (left.Count == 0 || !(share > 0))
            return null;
        var finding = new InterimFinding(SequentialDesign.Spend(plan.Spending, [.. seen, .. left], share), seen.Count - 1, z);
        return finding.ConditionalPower(finding.Trend);
    }

    private static IEnumerable<string> Timing(StatisticalPlan plan, LookFinding frame, IReadOnlyList<LookComparison> comparisons)
    {
        if (frame.Number > plan.Looks.Count)
            yield return $"Look {frame.Number} is one more than the {plan.Looks.Count} of the plan.";
        if (frame.IsFinal && frame.Number < plan.Looks.Count)
            yield return $"Look {frame.Number} is the final one; the plan has {plan.Looks.Count} looks.";
        foreach (var one in comparisons.Where(one => Math.Abs(one.Information - one.PlannedInformation) > Tolerance))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Timing: {one.Name} has {one.Events} of {one.PlannedEvents:0.#} events, {100 * one.Information:0.#} % of the information; look {frame.Number} was planned at {100 * one.PlannedInformation:0.#} %.");
        }
    }

    private static double PlannedInformation(StatisticalPlan plan, PlannedComparison comparison, LookFinding frame) =>
        frame.IsFinal ? 1 : plan.Looks[Math.Min(frame.Number, plan.Looks.Count) - 1].InformationOf(comparison);
}
