using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Randomization;

/// <summary>Activates randomization schemes and replaces them.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="slots">Seals the seeds.</param>
public sealed class SchemeSteps(ConductStore store, SlotSource slots)
{
    /// <summary>The schemes of a study, the oldest first, without their seeds.</summary>
    public Task<IReadOnlyList<Scheme>> ListAsync(Actor actor, string study, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                actor.Demand(Permission.ReadStudies, site: null);
                await snapshot.StudyAsync(study);
                return await snapshot.SchemesAsync(study);
            },
            cancellation);

    /// <summary>Activates a scheme by the study's protocol of today, with a fresh seed. One that is active is retired: its unused slots are never used.</summary>
    /// <param name="actor">The randomization statistician.</param>
    /// <param name="study">The study.</param>
    /// <param name="closedArms">The codes of arms that take nobody any more; empty for none.</param>
    /// <param name="slotsPerStratum">How many slots each stratum has; null for as many as participants are planned.</param>
    /// <param name="reason">Why; asked for where a scheme is replaced.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, there is no key to seal the seed, or no scheme fits.</exception>
    public Task<Scheme> ActivateAsync(Actor actor, string study, IReadOnlyList<string> closedArms, int? slotsPerStratum, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                actor.Demand(Permission.ManageSchemes, site: null);
                var found = await change.StudyAsync(study);
                var protocol = await change.ProtocolAsync(study, found.ProtocolVersion);
                var earlier = await change.SchemesAsync(study);
                var active = earlier.FirstOrDefault(scheme => scheme.RetiredAt is null);
                if (active is not null && string.IsNullOrWhiteSpace(reason))
                    throw StepRefusedException.Invalid("reason-missing", "To replace a scheme needs a reason.");
                if (slotsPerStratum is < 1 or > 1_000_000)
                    throw StepRefusedException.Invalid("slots", "A stratum has 1 to 1,000,000 slots.");
                var definition = SchemeDefinition.Of(protocol.Design, closedArms);
                if (!definition.IsMinimization && definition.BlockSizes.Count == 0)
                    throw StepRefusedException.Invalid("block-sizes", "The protocol names no block sizes.");

                var text = definition.Write();
                var seed = slots.NewSeed();
                var scheme = new Scheme
                {
                    Study = study,
                    Number = earlier.Count + 1,
                    ProtocolVersion = protocol.Number,
                    Definition = text,
                    Commitment = Commitment.Of(seed, text, study, earlier.Count + 1),
                    SealedSeed = slots.Seal(seed, study, earlier.Count + 1),
                    SlotsPerStratum = slotsPerStratum ?? protocol.Design.Enrollment,
                    ActivatedAt = change.At,
                };
                if (active is not null)
                    await change.RetireSchemeAsync(active.Number, reason);
                await change.AddSchemeAsync(scheme, definition.Strata());
                change.Tell(new AuditFact("scheme.activate", string.Create(CultureInfo.InvariantCulture, $"scheme/{scheme.Number}"))
                {
                    ProtocolVersion = protocol.Number,
                    Reason = string.IsNullOrWhiteSpace(reason) ? null : reason,
                    Changes =
                    [
                        new("active", active?.Number.ToString(CultureInfo.InvariantCulture), scheme.Number.ToString(CultureInfo.InvariantCulture)),
                        new("commitment", active?.Commitment, scheme.Commitment),
                        new("definition", active?.Definition, text),
                    ],
                });
                return scheme;
            },
            cancellation);
}
