using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Analyses;

/// <summary>Records looks at the data with what was decided, and reads them.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="check">Asks for the password again.</param>
public sealed class LookSteps(ConductStore store, ISignatureCheck check)
{
    /// <summary>What the signature under a look means.</summary>
    public const string Meaning = "I have made this look by the locked plan and report its result and the decision as they stand here.";

    /// <summary>Records a look.</summary>
    /// <param name="actor">The trial statistician.</param>
    /// <param name="study">The study.</param>
    /// <param name="look">The look.</param>
    /// <param name="password">The signer's password.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, the password is wrong, the cut was looked at before, or the plan or the looks have changed since.</exception>
    public async Task<RecordedLook> RecordAsync(Actor actor, string study, NewLook look, string password, CancellationToken cancellation = default)
    {
        actor.Demand(Permission.Analyze, site: null);
        if (LookDecision.All.All(one => !string.Equals(one.Code, look.Decision, StringComparison.Ordinal)))
            throw StepRefusedException.Invalid("decision", $"Choose what was decided: {string.Join(", ", LookDecision.All.Select(one => one.Code))}.");
        if (look.DecidedBy.Trim().Length is < 3 or > 200)
            throw StepRefusedException.Invalid("decided-by", "Say who decided, such as the data monitoring committee, in 3 to 200 letters.");
        if (look.Note.Length > 4000)
            throw StepRefusedException.Invalid("note", "The note is longer than 4,000 letters.");
        if (!await check.ConfirmAsync(actor, password, cancellation))
            throw StepRefusedException.Forbidden("The password is not yours, or your account is locked: nothing was signed.");
        return await store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var found = await change.StudyAsync(study);
                var cut = await change.DataCutAsync(study, look.Cut) ?? throw StepRefusedException.NotFound("no-such-cut", $"The study {study} has no data cut {look.Cut}.");
                var (plans, earlier) = (await change.PlansAsync(study), await change.LooksAsync(study));
                if (plans.Count == 0)
                    throw StepRefusedException.Conflict("no-plan", "No analysis plan is locked: lock it before the first look.");
                if (earlier.FirstOrDefault(one => one.Cut == look.Cut) is { } before)
                    throw StepRefusedException.Conflict("looked", $"Data cut {look.Cut} was looked at already: look {before.Number}, recorded by {before.SignedBy} at {before.SignedAt}.");
                if (earlier.Any(one => one.IsFinal != 0))
                    throw StepRefusedException.Conflict("final", "The final look is recorded: all of the error probability is spent, and no look follows it.");
                if (plans.Count != look.Plan || earlier.Count + 1 != look.Number)
                    throw StepRefusedException.Stale("The plan or the looks");
                var recorded = new RecordedLook
                {
                    Number = look.Number,
                    Name = look.Name,
                    IsFinal = look.IsFinal ? 1 : 0,
                    Cut = look.Cut,
                    Plan = look.Plan,
                    Finding = look.Finding,
                    Decision = look.Decision,
                    DecidedBy = look.DecidedBy.Trim(),
                    Note = look.Note.Trim(),
                    Hash = RecordedLook.HashOf(cut.Hash, plans[^1].Hash, look.Finding, look.Decision, look.DecidedBy.Trim(), look.Note.Trim()),
                    Meaning = Meaning,
                    SignedBy = actor.Name,
                    SignedAt = change.At,
                };
                await change.AddLookAsync(recorded);
                change.Tell(new AuditFact("analysis-look.record", string.Create(CultureInfo.InvariantCulture, $"analysis-look/{recorded.Number}"))
                {
                    ProtocolVersion = found.ProtocolVersion,
                    Changes =
                    [
                        new("name", null, recorded.Name), new("final", null, look.IsFinal ? "yes" : "no"),
                        new("cut", null, cut.Hash), new("plan", null, plans[^1].Hash),
                        new("decision", null, look.Decision),
                        new("decidedBy", null, recorded.DecidedBy),
                        new("content", null, recorded.Hash),
                        new("meaning", null, Meaning),
                    ],
                });
                return recorded;
            },
            cancellation);
    }

    /// <summary>The looks of a study, the oldest first.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such study.</exception>
    public Task<IReadOnlyList<RecordedLook>> ListAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.DemandOneOf(Permission.Analyze, Permission.ReadOpenReport, Permission.ReadClosedReport);
                await snapshot.StudyAsync(study);
                var looks = await snapshot.LooksAsync(study);
                // Whoever reads the open report alone learns what was decided, not what was found.
                return actor.May(Permission.Analyze, site: null) || actor.May(Permission.ReadClosedReport, site: null) ? looks : [.. looks.Select(look => look with { Finding = "{}", Note = "" })];
            },
            cancellation);
}
