using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes what came out of one measure, and how the first arm compares with the last.</summary>
internal sealed class MeasuredOutcome(StudyPlan plan, MeasureIdea measure, Draw draw)
{
    private readonly List<double> values = [];

    public JsonObject Write(bool isPrimary)
    {
        var measurements = Part.List([.. plan.Arms.Select(Measurement)]);
        var isCompared = plan.Arms.Count > 1 && plan.Arms[^1].Effect < plan.Arms[0].Effect;
        return Part.Of(
            ("type", isPrimary ? "PRIMARY" : "SECONDARY"),
            ("title", measure.Title),
            ("description", "As planned in the protocol."),
            ("populationDescription", "Everyone who started, in the arm to which they were assigned."),
            ("reportingStatus", "POSTED"),
            ("paramType", measure.Kind switch { "change" => "MEAN", "share" => "COUNT_OF_PARTICIPANTS", _ => "MEDIAN" }),
            ("dispersionType", measure.Kind switch { "change" => "STANDARD_DEVIATION", "share" => null, _ => "95% Confidence Interval" }),
            ("unitOfMeasure", measure.Kind is "share" ? "Participants" : measure.Unit),
            ("timeFrame", measure.TimeFrame),
            ("groups", Part.List(Results.Groups(plan, "OG"))),
            ("denoms", Part.List([Part.Of(("units", "Participants"), ("counts", Part.List(plan.ArmSizes.Select((size, at) => Part.Of(("groupId", Results.Id("OG", at)), ("value", Part.Number(size)))))))])),
            ("classes", Part.List([Part.Of(("categories", Part.List([Part.Of(("measurements", measurements))])))])),
            ("analyses", isCompared ? Part.List([Analysis()]) : null));
    }

    private JsonNode Measurement(Arm arm, int at)
    {
        var size = plan.ArmSizes[at];
        var id = ("groupId", (JsonNode?)Results.Id("OG", at));
        switch (measure.Kind)
        {
            case "share":
                values.Add(draw.Successes(size, (int)Math.Clamp(measure.Base + (measure.Effect * arm.Effect), 1, 99)));
                return Part.Of(id, ("value", Part.Number((int)values[^1])));
            case "survival":
                var median = (measure.Base + (measure.Effect * arm.Effect)) * (1 + (0.3 / Math.Sqrt(size) * draw.Normal()));
                values.Add(median);
                var factor = Estimate.Exp(Estimate.Wide / Math.Sqrt(size * 0.7));
                return Part.Of(id, ("value", Part.Number(median)), ("lowerLimit", Part.Number(median / factor)), ("upperLimit", Part.Number(median * factor)));
            default:
                // Whoever gets the comparator changes a little too.
                values.Add((measure.Effect * (arm.Effect + 0.35)) + (Spread / Math.Sqrt(size) * draw.Normal()));
                return Part.Of(id, ("value", Part.Number(values[^1], 2)), ("spread", Part.Number(Spread, 2)));
        }
    }

    private double Spread => measure.Spread * 0.8;

    private JsonObject Analysis() => measure.Kind switch
    {
        "change" => Difference(values[0] - values[^1], Spread * Math.Sqrt((1.0 / plan.ArmSizes[0]) + (1.0 / plan.ArmSizes[^1])), "Mean Difference (Net)", "z test of the means"),
        "share" => Difference(Percent(0) - Percent(plan.Arms.Count - 1), Math.Sqrt(Variance(0) + Variance(plan.Arms.Count - 1)), "Risk Difference (RD)", "z test of the proportions"),
        _ => HazardRatio(),
    };

    private double Percent(int at) => 100 * values[at] / plan.ArmSizes[at];

    private double Variance(int at) => Math.Max(1, Percent(at) * (100 - Percent(at)) / plan.ArmSizes[at]);

    /// <summary>With exponential times the hazard ratio is the inverse ratio of the medians, and the standard error of its
    /// logarithm is two divided by the square root of the number of events.</summary>
    private JsonObject HazardRatio()
    {
        var ratio = values[^1] / values[0];
        var error = 2 / Math.Sqrt((plan.ArmSizes[0] + plan.ArmSizes[^1]) * 0.7);
        var factor = Estimate.Exp(Estimate.Wide * error);
        return Compared("Hazard Ratio (HR)", "Log Rank", ratio, ratio / factor, ratio * factor, Logarithm(ratio) / error);
    }

    private JsonObject Difference(double difference, double error, string parameter, string method) =>
        Compared(parameter, method, difference, difference - (Estimate.Wide * error), difference + (Estimate.Wide * error), difference / error);

    private JsonObject Compared(string parameter, string method, double value, double lower, double upper, double z) => Part.Of(
        ("paramType", parameter),
        ("paramValue", Part.Number(value, 2)),
        ("statisticalMethod", method),
        ("pValue", Estimate.PValue(z)),
        ("ciNumSides", "TWO_SIDED"),
        ("ciPctValue", "95"),
        ("ciLowerLimit", Part.Number(lower, 2)),
        ("ciUpperLimit", Part.Number(upper, 2)),
        ("testedNonInferiority", false),
        ("nonInferiorityType", "SUPERIORITY"),
        ("groupIds", Part.Texts([Results.Id("OG", 0), Results.Id("OG", plan.Arms.Count - 1)])));

    /// <summary>The natural logarithm, by Newton's method.</summary>
    private static double Logarithm(double value)
    {
        var guess = value - 1;
        for (var step = 0; step < 12; step++)
            guess += (value * Estimate.Exp(-guess)) - 1;
        return guess;
    }
}
