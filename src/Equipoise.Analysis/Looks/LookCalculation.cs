using System.Globalization;
using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Multiplicity;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Looks;

/// <summary>Makes a look by the plan: the graphical group-sequential procedure of Maurer and Bretz (2013), the boundaries by Lan and DeMets (1983) from the
/// information that there is rather than what was planned.</summary>
public static class LookCalculation
{
    // Farther than this from the planned information fraction, the timing is a deviation.
    private const double Tolerance = 0.02;

    private const double LargestAlpha = 0.4999;

    /// <summary>Makes a look.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="results">What the data show of the primary endpoint.</param>
    /// <param name="frame">Which look, on which data; its comparisons and deviations are filled in.</param>
    /// <param name="earlier">The looks before, in order.</param>
    /// <exception cref="AnalysisException">A comparison has no statistic yet, or the looks before are not of this plan.</exception>
    public static LookFinding Make(StatisticalPlan plan, SurvivalResults results, LookFinding frame, IReadOnlyList<LookFinding> earlier)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Any(look => look.IsFinal))
            throw new AnalysisException("The final look is recorded: all of the error probability is spent, and no look follows it.");
        if (results.Comparisons.FirstOrDefault(one => one.PValue is null || one.Z is null) is { } without)
            throw new AnalysisException($"A look needs a test of every comparison, and {without.Name} has none: {without.Note}");
        var now = (Information: plan.Comparisons.Select((one, at) => results.Comparisons[at].Events / one.Events).ToArray(), PValues: results.Comparisons.Select(one => one.PValue!.Value).ToArray());
        try
        {
            var comparisons = Decide(plan, results, frame, earlier, now.Information, now.PValues);
            return frame with { Comparisons = comparisons, Deviations = [.. frame.Deviations, .. Timing(plan, frame, comparisons)] };
        }
        catch (StatisticsException refusal)
        {
            throw new AnalysisException(refusal.Message);
        }
    }

    private static List<LookComparison> Decide(StatisticalPlan plan, SurvivalResults results, LookFinding frame, IReadOnlyList<LookFinding> earlier, double[] information, double[] pValues)
    {
        var graph = Start(plan, plan.Alpha);
        var rejectedAt = new int?[plan.Comparisons.Count];
        foreach (var look in earlier)
        {
            foreach (var hypothesis in graph.Look(Of(plan, look, one => one.Information), Of(plan, look, one => one.PValue)))
                rejectedAt[hypothesis] = look.Number;
        }

        var before = graph.Graph;
        var (shares, levels) = (new double[pValues.Length], new double[pValues.Length]);
        foreach (var hypothesis in graph.Look(information, pValues, frame.IsFinal))
        {
            (shares[hypothesis], levels[hypothesis]) = (before.Weights[hypothesis], graph.NominalLevel(hypothesis, before.Weights[hypothesis]));
            before = before.Reject(hypothesis);
            rejectedAt[hypothesis] = frame.Number;
        }

        for (var i = 0; i < pValues.Length; i++)
        {
            if (rejectedAt[i] is null)
                (shares[i], levels[i]) = (graph.Graph.Weights[i], graph.NominalLevel(i));
        }

        return [.. plan.Comparisons.Select((comparison, i) => new LookComparison
        {
            Name = comparison.Name,
            Events = results.Comparisons[i].Events,
            PlannedEvents = comparison.Events,
            PlannedInformation = PlannedInformation(plan, frame),
            Information = information[i],
            Z = results.Comparisons[i].Z!.Value,
            PValue = pValues[i],
            Share = shares[i] * plan.Alpha,
            NominalLevel = levels[i],
            Boundary = levels[i] > 0 ? Normal.UpperQuantile(levels[i]) : double.PositiveInfinity,
            AdjustedPValue = Adjusted(plan, frame, earlier, information, pValues, i),
            RejectedAt = rejectedAt[i],
            HazardRatio = results.Comparisons[i].HazardRatio?.Estimate,
            Lower = results.Comparisons[i].HazardRatio?.Lower,
            Upper = results.Comparisons[i].HazardRatio?.Upper,
            ConditionalPower = frame.IsFinal || rejectedAt[i] is not null ? null : PowerLeft(plan, earlier, i, information[i], results.Comparisons[i].Z!.Value, shares[i] * plan.Alpha),
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

        bool IsRejected(double alpha)
        {
            var graph = Start(plan, alpha);
            foreach (var look in earlier)
                graph.Look(Of(plan, look, one => one.Information), Of(plan, look, one => one.PValue));
            graph.Look(information, pValues, frame.IsFinal);
            return graph.Graph.Rejected[hypothesis];
        }
    }

    private static double? PowerLeft(StatisticalPlan plan, IReadOnlyList<LookFinding> earlier, int hypothesis, double information, double z, double share)
    {
        var seen = earlier.Select(look => Of(plan, look, one => one.Information)[hypothesis]).Append(information).ToList();
        var left = plan.Looks.Select(look => look.Information).Where(planned => planned - information >= 0.001).ToList();
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

    private static double PlannedInformation(StatisticalPlan plan, LookFinding frame) => frame.IsFinal ? 1 : plan.Looks[Math.Min(frame.Number, plan.Looks.Count) - 1].Information;

    private static SequentialGraph Start(StatisticalPlan plan, double alpha) => new(plan.Graph(), [.. plan.Comparisons.Select(_ => plan.Spending)], alpha);

    private static double[] Of(StatisticalPlan plan, LookFinding look, Func<LookComparison, double> value) =>
        [.. plan.Comparisons.Select(comparison => look.Comparisons.FirstOrDefault(one => string.Equals(one.Name, comparison.Name, StringComparison.Ordinal)) is { } found
            ? value(found)
            : throw new AnalysisException($"Look {look.Number} did not compare {comparison.Name}, which the plan has now: a comparison cannot be added between looks."))];
}
