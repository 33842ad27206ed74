using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;
using Equipoise.Statistics.Proportions;

namespace Equipoise.Analysis.Reports;

/// <summary>Responders of an arm of the population; whoever was never assessed counts as none (ICH E9 5.2.1).</summary>
/// <param name="Arm">The arm's code.</param>
/// <param name="Participants">Of how many.</param>
/// <param name="Responders">How many responded.</param>
/// <param name="Lower">The lower limit of the proportion (Clopper–Pearson).</param>
/// <param name="Upper">The upper one.</param>
public sealed record ResponseSummary(string Arm, int Participants, int Responders, double Lower, double Upper)
{
    /// <summary>The responders of each arm that has participants.</summary>
    public static IReadOnlyList<ResponseSummary> Of(StudyData data, StatisticalPlan plan, EndpointRule endpoint, IReadOnlyList<string> arms)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(endpoint);
        var members = data.MembersOf(plan.PrimarySet).ToList();
        var summaries = new List<ResponseSummary>();
        foreach (var arm in arms)
        {
            var mine = members.Where(subject => string.Equals(subject.ArmIn(plan.PrimarySet.ByTreatment), arm, StringComparison.Ordinal)).ToList();
            if (mine.Count == 0)
                continue;
            var responders = mine.Count(subject => endpoint.Responses.Contains(subject.BestResponse, StringComparer.Ordinal));
            var (lower, upper) = ClopperPearson.Limits(responders, mine.Count, plan.Confidence);
            summaries.Add(new ResponseSummary(arm, mine.Count, responders, lower, upper));
        }

        return summaries;
    }

    /// <summary>The difference of two arms' proportions with its limits (Miettinen and Nurminen).</summary>
    public static (double Difference, double Lower, double Upper) Difference(ResponseSummary experimental, ResponseSummary control, double level)
    {
        ArgumentNullException.ThrowIfNull(experimental);
        ArgumentNullException.ThrowIfNull(control);
        var both = new MiettinenNurminen(new ResponseStratum(experimental.Responders, experimental.Participants, control.Responders, control.Participants));
        var (lower, upper) = both.Limits(level);
        return (both.Difference, lower, upper);
    }
}
