using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Analyses;

/// <summary>Locks statistical analysis plans, and reads what is locked.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="check">Asks for the password again.</param>
public sealed class PlanSteps(ConductStore store, ISignatureCheck check)
{
    /// <summary>What the signature under a plan means.</summary>
    public const string Meaning = "I have reviewed this statistical analysis plan and approve it: the analyses of this study follow it.";

    /// <summary>Locks a plan; where one is locked, as its next version.</summary>
    /// <param name="actor">Who signs.</param>
    /// <param name="study">The study.</param>
    /// <param name="title">What the plan calls itself.</param>
    /// <param name="content">The file, which has been read and found good.</param>
    /// <param name="reason">Why the plan changes; may be empty for the first.</param>
    /// <param name="password">The signer's password.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, the password is wrong, the reason is missing, or the same file is locked already.</exception>
    public async Task<LockedPlan> LockAsync(Actor actor, string study, string title, string content, string reason, string password, CancellationToken cancellation = default)
    {
        actor.Demand(Permission.Analyze, site: null);
        if (!await check.ConfirmAsync(actor, password, cancellation))
            throw StepRefusedException.Forbidden("The password is not yours, or your account is locked: nothing was signed.");
        return await store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var found = await change.StudyAsync(study);
                var earlier = await change.PlansAsync(study);
                var hash = HashOf(content);
                if (earlier.Count > 0 && string.Equals(earlier[^1].Hash, hash, StringComparison.Ordinal))
                    throw StepRefusedException.Conflict("plan-locked", $"This plan is locked already, as version {earlier[^1].Number} by {earlier[^1].LockedBy} at {earlier[^1].LockedAt}.");
                if (earlier.Count > 0 && reason.Trim().Length < 3)
                    throw StepRefusedException.Invalid("reason-missing", $"Version {earlier[^1].Number} is locked: say why the plan changes.");
                var plan = new LockedPlan
                {
                    Number = earlier.Count + 1,
                    Title = title,
                    Content = content,
                    Hash = hash,
                    ProtocolVersion = found.ProtocolVersion,
                    Reason = reason.Trim(),
                    LooksBefore = (await change.LooksAsync(study)).Count,
                    Meaning = Meaning,
                    LockedBy = actor.Name,
                    LockedAt = change.At,
                };
                await change.AddPlanAsync(plan);
                change.Tell(new AuditFact("analysis-plan.lock", string.Create(CultureInfo.InvariantCulture, $"analysis-plan/{plan.Number}"))
                {
                    ProtocolVersion = plan.ProtocolVersion,
                    Reason = plan.Reason.Length > 0 ? plan.Reason : null,
                    Changes =
                    [
                        new("plan", earlier.Count > 0 ? earlier[^1].Hash : null, hash), new("title", null, plan.Title),
                        new("looksBefore", null, plan.LooksBefore.ToString(CultureInfo.InvariantCulture)), new("meaning", null, Meaning),
                    ],
                });
                return plan;
            },
            cancellation);
    }

    /// <summary>The versions of a study's plan, the oldest first.</summary>
    /// <exception cref="StepRefusedException">The actor may not, there is no such study, or a plan is not the one that was signed.</exception>
    public Task<IReadOnlyList<LockedPlan>> ListAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.DemandOneOf(Permission.Analyze, Permission.ReadOpenReport, Permission.ReadClosedReport);
                await snapshot.StudyAsync(study);
                var plans = await snapshot.PlansAsync(study);
                return plans.FirstOrDefault(plan => !string.Equals(HashOf(plan.Content), plan.Hash, StringComparison.Ordinal)) is { } altered
                    ? throw StepRefusedException.Conflict("plan-altered", $"Version {altered.Number} of the plan is not the file that was signed: its SHA-256 is not {altered.Hash}.")
                    : plans;
            },
            cancellation);

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
