using System.Globalization;
using Equipoise.Analysis.Plans;
using Equipoise.Protocols;
using Equipoise.Protocols.Randomizing;
using Equipoise.Statistics.Design;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Analysis.Simulation;

/// <summary>The scenario that follows from a protocol: its arms in their ratio, strata, blocks, participants, looks and graph, with the median and the hazard ratio that it was
/// planned with.</summary>
/// <remarks>What a protocol does not say is assumed and said in the note: accrual evenly over two years, levels of a stratum equally frequent, no dropout, arms that
/// nothing is compared with like the control. Months.</remarks>
public static class ProtocolScenario
{
    private const int AccrualMonths = 24;
    private const int MostStrata = 200;

    /// <summary>The scenario; null where the protocol's plan names no median and hazard ratio, or compares with more than one control.</summary>
    /// <param name="protocol">The protocol.</param>
    public static NamedScenario? Of(Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        if (protocol is not { Design: { Plan: { ControlMedianMonths: { } median, HazardRatio: { } ratio } promised } design, Version: { } version } ||
            promised.Comparisons.Select(one => one.Control).Distinct(StringComparer.Ordinal).Count() != 1)
            return null;
        StatisticalPlan plan;
        try
        {
            plan = PlanReader.Read(DefaultPlan.Write(protocol.Study, version.Number, design), protocol.Study, design);
        }
        catch (AnalysisException)
        {
            // The endpoint that is tested is no time to an event.
            return null;
        }

        var control = plan.Comparisons[0].Control;
        var order = design.Arms.Select(arm => arm.Code).OrderByDescending(code => string.Equals(code, control, StringComparison.Ordinal)).ToList();
        var hazard = PiecewiseRate.Constant(Math.Log(2) / (double)median);
        var trial = new TrialScenario
        {
            Arms = [.. order.Select(code => new SimulatedArm(
                code,
                Part(design, code),
                plan.Comparisons.Any(one => string.Equals(one.Experimental, code, StringComparison.Ordinal)) ? hazard.Times((double)ratio) : hazard,
                PiecewiseRate.Constant(0),
                0))],
            Strata = Strata(design.Factors),
            Participants = design.Enrollment,
            Accrual = PiecewiseRate.Constant((double)design.Enrollment / AccrualMonths),
            BlockMultiple = design.Allocation.Blocks is { Sizes: [var size, ..] } ? Math.Max(1, size / design.Allocation.Ratio.Sum()) : 2,
            LookEvents = [.. plan.Looks.Select(look => (int)Math.Ceiling(look.Information * plan.Comparisons[0].Events))],
            CountedArms = [0, order.IndexOf(plan.Comparisons[0].Experimental)],
            Alpha = plan.Alpha,
            Hypotheses = [.. plan.Comparisons.Select(one => new SimulatedHypothesis(order.IndexOf(one.Experimental), one.Weight, plan.Spending, one.Events))],
            Arrows = Arrows(plan),
        };
        return new NamedScenario(
            string.Create(CultureInfo.InvariantCulture, $"{design.Title} as its protocol plans it"),
            string.Create(CultureInfo.InvariantCulture, $"From protocol version {version.Number}: control median {median} months, hazard ratio {ratio}. Assumed here: accrual evenly over {AccrualMonths} months, levels of strata equally frequent, no dropout, events for a power of 80 %."),
            trial);
    }

    private static int Part(StudyDesign design, string code) => design.Allocation.Ratio[design.Arms.Select(arm => arm.Code).ToList().IndexOf(code)];

    private static SimulatedStratum[] Strata(IReadOnlyList<StratificationFactor> factors)
    {
        IEnumerable<string> names = [""];
        foreach (var factor in factors)
            names = [.. names.SelectMany(name => factor.Levels.Select(level => name.Length == 0 ? level.Code : $"{name} {level.Code}"))];
        var all = names.ToList();
        return factors.Count == 0 || all.Count > MostStrata ? [new SimulatedStratum("all", 1)] : [.. all.Select(name => new SimulatedStratum(name, 1.0 / all.Count))];
    }

    private static double[,] Arrows(StatisticalPlan plan)
    {
        var arrows = new double[plan.Comparisons.Count, plan.Comparisons.Count];
        for (var from = 0; from < plan.Comparisons.Count; from++)
        {
            for (var to = 0; to < plan.Comparisons.Count; to++)
                arrows[from, to] = plan.Comparisons[from].PassesOn.GetValueOrDefault(plan.Comparisons[to].Name);
        }

        return arrows;
    }
}
