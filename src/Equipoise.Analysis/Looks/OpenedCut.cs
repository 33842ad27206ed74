using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols;

namespace Equipoise.Analysis.Looks;

/// <summary>A data cut, opened to be analyzed.</summary>
/// <param name="Study">The study.</param>
/// <param name="Protocol">Its protocol: of today, or for a report that of the cut.</param>
/// <param name="Cut">The cut.</param>
/// <param name="Data">Its data.</param>
/// <param name="Plans">The plan in force: now, or for a report then.</param>
/// <param name="Looks">The looks recorded, by now or for a report by then, the oldest first.</param>
public sealed record OpenedCut(ConductedStudy Study, AcceptedProtocol Protocol, DataCut Cut, StudyData Data, PlanInForce Plans, IReadOnlyList<RecordedLook> Looks)
{
    /// <summary>The protocol's design.</summary>
    public StudyDesign Design => Protocol.Design;

    /// <summary>The codes of the arms in the protocol's order.</summary>
    public IReadOnlyList<string> Arms => [.. Design.Arms.Select(arm => arm.Code)];

    /// <summary>The look that was made on this cut; null where none was.</summary>
    public RecordedLook? Look => Looks.FirstOrDefault(look => look.Cut == Cut.Number);

    /// <summary>What the data show of an endpoint.</summary>
    /// <param name="plan">How it is analyzed.</param>
    /// <param name="endpoint">Its code; the primary one where left out.</param>
    /// <exception cref="AnalysisException">There is nothing to analyze.</exception>
    public SurvivalResults Analyze(StatisticalPlan plan, string? endpoint = null) => SurvivalAnalysis.Analyze(Data, Arms, plan, endpoint);

    /// <summary>What the next look finds on this cut.</summary>
    /// <param name="isFinal">Whether no look follows it; by the plan where left out.</param>
    /// <exception cref="AnalysisException">There is no locked plan, or no test yet.</exception>
    public LookFinding Find(bool? isFinal = null)
    {
        var plan = Plans.Needed;
        if (Plans.Locked is not { } locked)
            throw new AnalysisException("No analysis plan is locked: lock it before the first look.");
        var earlier = Looks.Where(look => look.Cut != Cut.Number).Select(look => LookFinding.Read(look.Finding)).ToList();
        var number = earlier.Count + 1;
        var final = isFinal ?? number >= plan.Looks.Count;
        var frame = new LookFinding
        {
            Number = number,
            Name = final ? plan.Looks[^1].Name : plan.Looks[Math.Min(number, plan.Looks.Count) - 1].Name,
            IsFinal = final,
            Cut = Cut.Number,
            Cutoff = Cut.Cutoff,
            DataHash = Cut.Hash,
            Plan = locked.Number,
            Alpha = plan.Alpha,
            Spending = plan.Spending.Name,
            Comparisons = [],
            Deviations = Plans.DeviationsOf(plan, Protocol.Number),
        };
        return LookCalculation.Make(plan, SurvivalAnalysis.Hypotheses(Data, plan), frame, earlier);
    }
}
