using Equipoise.Analysis.Reading;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Studies;
using Equipoise.Protocols;

namespace Equipoise.Analysis.Plans;

/// <summary>The analysis plans of running studies.</summary>
/// <param name="studies">The studies.</param>
/// <param name="steps">What is locked.</param>
public sealed class StudyPlans(StudySteps studies, PlanSteps steps)
{
    private const int LargestPlan = 256 * 1024;

    /// <summary>The plan that a study's analyses follow now.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study.</exception>
    public async Task<PlanInForce> FindAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        InForce(await steps.ListAsync(actor, study, cancellation), study, (await studies.FindAsync(study, cancellation)).Protocol);

    /// <summary>The plan that a study's analyses followed when so many versions were locked, under a version of the protocol.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study or version.</exception>
    public async Task<PlanInForce> FindAsync(Actor actor, string study, long versions, string protocolVersion, CancellationToken cancellation = default) => InForce(
        [.. (await steps.ListAsync(actor, study, cancellation)).Where(plan => plan.Number <= versions)], study, (await studies.FindAsync(study, protocolVersion, cancellation)).Protocol);

    /// <summary>Locks a plan with the actor's signature.</summary>
    /// <exception cref="StepRefusedException">The file is no plan of the study, or the step is refused.</exception>
    public async Task<LockedPlan> LockAsync(Actor actor, string study, string text, string reason, string password, CancellationToken cancellation = default)
    {
        var (_, protocol) = await studies.FindAsync(study, cancellation);
        text = text.ReplaceLineEndings("\n");
        if (text.Length > LargestPlan)
            throw StepRefusedException.Invalid("plan", "The plan is larger than 256 KB.");
        try
        {
            var plan = PlanReader.Read(text, study, protocol.Design);
            if (!string.Equals(plan.ProtocolVersion, protocol.Number, StringComparison.Ordinal))
                throw StepRefusedException.Invalid("plan", $"The plan is for protocol version {plan.ProtocolVersion}, and the study runs by {protocol.Number}: bring 'protocol' up to date.");
            return await steps.LockAsync(actor, study, plan.Title, text, reason, password, cancellation);
        }
        catch (FileException wrong)
        {
            throw StepRefusedException.Invalid("plan", wrong.Message);
        }
    }

    private static PlanInForce InForce(IReadOnlyList<LockedPlan> versions, string study, AcceptedProtocol protocol)
    {
        try
        {
            if (versions.Count == 0)
            {
                var text = DefaultPlan.Write(study, protocol.Number, protocol.Design);
                return Read(text, study, protocol.Design, versions);
            }

            return Read(versions[^1].Content, study, protocol.Design, versions);
        }
        catch (AnalysisException refusal)
        {
            return new PlanInForce("", null, refusal.Message, versions, null);
        }
    }

    private static PlanInForce Read(string text, string study, StudyDesign design, IReadOnlyList<LockedPlan> versions)
    {
        // The plan as it stood before anybody looked is what later outputs are measured by.
        var first = versions.LastOrDefault(version => version.LooksBefore == 0) ?? (versions.Count > 0 ? versions[0] : null);
        try
        {
            return new PlanInForce(text, PlanReader.Read(text, study, design), null, versions, first is null ? null : PlanReader.Read(first.Content, study, design));
        }
        catch (FileException wrong)
        {
            return new PlanInForce(text, null, $"{(versions.Count == 0 ? "The plan that follows from the protocol is not complete" : $"Version {versions.Count} of the plan does not fit the protocol any more")}: {wrong.Message}", versions, null);
        }
    }
}
