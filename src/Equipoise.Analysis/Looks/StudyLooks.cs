using System.Globalization;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Studies;

namespace Equipoise.Analysis.Looks;

/// <summary>Freezes the data of running studies, opens what was frozen, and records looks at it.</summary>
/// <param name="studies">The studies.</param>
/// <param name="reader">Reads what is on record.</param>
/// <param name="cuts">What is frozen.</param>
/// <param name="looks">What was looked at.</param>
/// <param name="plans">By which plans.</param>
/// <param name="time">The clock.</param>
public sealed class StudyLooks(StudySteps studies, StudyRecordsReader reader, DataCutSteps cuts, LookSteps looks, StudyPlans plans, TimeProvider time)
{
    /// <summary>Freezes the data as they are known on a day.</summary>
    /// <exception cref="StepRefusedException">The step is refused.</exception>
    /// <exception cref="AnalysisException">There is no plan to derive them by.</exception>
    public async Task<DataCut> FreezeAsync(Actor actor, string study, string name, DateOnly cutoff, CancellationToken cancellation = default)
    {
        var (records, plan) = await ReadAsync(actor, study, cancellation);
        return await FreezeAsync(actor, records, plan, name, cutoff, "", cancellation);
    }

    /// <summary>Freezes the data as they are known on the day of the n-th event of the primary endpoint.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="name">What people will call the cut.</param>
    /// <param name="events">n.</param>
    /// <param name="comparison">The comparison whose two arms are counted, such as <c>B-C</c>; empty for all arms.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The step is refused.</exception>
    /// <exception cref="AnalysisException">There are fewer events, or no such comparison.</exception>
    public async Task<DataCut> FreezeAtEventAsync(Actor actor, string study, string name, int events, string comparison, CancellationToken cancellation = default)
    {
        var (records, inForce) = await ReadAsync(actor, study, cancellation);
        var plan = inForce.Needed;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var data = DataDerivation.Derive(records, plan, today);
        var times = data.TimesOf(plan.Primary, plan.PrimarySet);
        if (comparison.Length > 0)
        {
            var counted = plan.Comparisons.FirstOrDefault(one => string.Equals(one.Name, comparison, StringComparison.Ordinal))
                ?? throw new AnalysisException($"The plan has no comparison '{comparison}': choose {string.Join(" or ", plan.Comparisons.Select(one => one.Name))}, or all arms.");
            times = Comparing.SurvivalAnalysis.Of(data.TimesOf(plan.EndpointOf(counted), plan.PrimarySet), counted);
        }

        var basis = string.Create(CultureInfo.InvariantCulture, $"the day of event {events} in {(comparison.Length > 0 ? $"the arms of {comparison}" : "all arms")}");
        return await FreezeAsync(actor, records, inForce, name, EventCutoff.Day(times, events), basis, cancellation);
    }

    /// <summary>Opens a cut.</summary>
    /// <param name="actor">Who opens it.</param>
    /// <param name="study">The study.</param>
    /// <param name="number">The cut.</param>
    /// <param name="permission">For what: to analyze it, or for one of the reports.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such cut.</exception>
    public async Task<OpenedCut> OpenAsync(Actor actor, string study, long number, Permission permission, CancellationToken cancellation = default)
    {
        var (cut, content) = await cuts.ReadAsync(actor, study, number, permission, cancellation);
        var (conducted, protocol) = await studies.FindAsync(study, cancellation);
        return new OpenedCut(
            conducted, protocol, cut, StudyDataFile.Read(content, study, cut.Cutoff), await plans.FindAsync(actor, study, cancellation), await looks.ListAsync(actor, study, cancellation));
    }

    /// <summary>Opens a cut for its report, as everything stood when it was frozen and looked at: what was entered, planned or looked at later changes nothing of it.</summary>
    /// <param name="actor">Who reads the report.</param>
    /// <param name="study">The study.</param>
    /// <param name="number">The cut.</param>
    /// <param name="isOpen">Whether for the open report; else for the closed one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such cut.</exception>
    public async Task<OpenedCut> OpenReportAsync(Actor actor, string study, long number, bool isOpen, CancellationToken cancellation = default)
    {
        var (cut, content) = await cuts.ReadAsync(actor, study, number, isOpen ? Permission.ReadOpenReport : Permission.ReadClosedReport, cancellation);
        var (conducted, protocol) = await studies.FindAsync(study, cut.ProtocolVersion, cancellation);
        IReadOnlyList<RecordedLook> made = [.. await looks.ListAsync(actor, study, cancellation)];
        var mine = made.FirstOrDefault(look => look.Cut == number);
        made = [.. made.Where(look => mine is null ? look.Cut < number : look.Number <= mine.Number)];
        var plan = await plans.FindAsync(actor, study, Math.Max(cut.Plan, mine?.Plan ?? 0), cut.ProtocolVersion, cancellation);
        return new OpenedCut(conducted, protocol, cut, StudyDataFile.Read(content, study, cut.Cutoff), plan, made);
    }

    /// <summary>Records a look at a cut with what was decided.</summary>
    /// <param name="actor">The trial statistician.</param>
    /// <param name="study">The study.</param>
    /// <param name="number">The cut.</param>
    /// <param name="isFinal">Whether no look follows; by the plan where null.</param>
    /// <param name="decision">One of <see cref="LookDecision"/>.</param>
    /// <param name="decidedBy">Who decided.</param>
    /// <param name="note">What they said.</param>
    /// <param name="password">The signer's password.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The step is refused.</exception>
    /// <exception cref="AnalysisException">There is no locked plan, or no test yet.</exception>
    public async Task<RecordedLook> RecordAsync(
        Actor actor, string study, long number, bool? isFinal, string decision, string decidedBy, string note, string password, CancellationToken cancellation = default)
    {
        var opened = await OpenAsync(actor, study, number, Permission.Analyze, cancellation);
        if (opened.Look is { } before)
            throw StepRefusedException.Conflict("looked", $"Data cut {number} was looked at already: look {before.Number}, recorded by {before.SignedBy} at {before.SignedAt}.");
        var finding = opened.Find(isFinal);
        if (finding.MustStop && decision is "continue" or "drop-arm")
            throw StepRefusedException.Conflict("futile", "Z is below the boundary for futility, and the plan binds the trial to stop there: decide on stopping, or lock a plan whose boundary does not bind.");
        return await looks.RecordAsync(actor, study, new NewLook(finding.Name, finding.IsFinal, number, finding.Plan, finding.Number, finding.Write(), decision, decidedBy, note), password, cancellation);
    }

    private async Task<(StudyRecords Records, PlanInForce Plan)> ReadAsync(Actor actor, string study, CancellationToken cancellation) =>
        (await reader.ReadAsync(actor, study, cancellation), await plans.FindAsync(actor, study, cancellation));

    private Task<DataCut> FreezeAsync(Actor actor, StudyRecords records, PlanInForce plan, string name, DateOnly cutoff, string basis, CancellationToken cancellation) =>
        cuts.FreezeAsync(
            actor, records, new NewDataCut(name, cutoff, StudyDataFile.Write(DataDerivation.Derive(records, plan.Needed, cutoff)), basis, plan.Locked?.Number ?? 0), cancellation);
}
