using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Equipoise.Conduct.Randomization;

/// <summary>Tells the arm of the slot that is being used, from sealed seeds. It tells of no other slot, to nobody.</summary>
/// <param name="key">The key that opens the seeds; null where the program was started without one.</param>
/// <param name="seeds">Makes the seed of a new scheme; null for the cryptographic generator, which a trial with people always takes.</param>
public sealed class SlotSource(SealKey? key, Func<byte[]>? seeds = null)
{
    private const int SeedBytes = 32;

    private readonly ConcurrentDictionary<(string Study, long Scheme, string Stratum), SlotList> lists = new();

    /// <summary>Whether there is a key.</summary>
    public bool HasKey => key is not null;

    internal byte[] NewSeed() => seeds?.Invoke() ?? RandomNumberGenerator.GetBytes(SeedBytes);

    internal byte[] Seal(byte[] seed, string study, long number) => Key().Seal(seed, Commitment.Name(study, number));

    /// <summary>The seed of a scheme, made sure of by its commitment.</summary>
    /// <exception cref="StepRefusedException">There is no key, or it is not the one that sealed the seed, or the scheme was altered.</exception>
    internal byte[] Open(Scheme scheme)
    {
        var seed = Key().Open(scheme.SealedSeed, Commitment.Name(scheme.Study, scheme.Number))
            ?? throw StepRefusedException.Conflict("seal-key", "The seed of the scheme cannot be opened: start the site with the --seal-key file by which the scheme was activated.");
        return string.Equals(Commitment.Of(seed, scheme.Definition, scheme.Study, scheme.Number), scheme.Commitment, StringComparison.Ordinal)
            ? seed
            : throw StepRefusedException.Conflict("commitment", "The scheme is not the one that was committed to: randomize nobody, and tell the randomization statistician.");
    }

    /// <summary>The arm of the slot that a step has just taken.</summary>
    internal string ArmAt(Scheme scheme, SchemeDefinition definition, string stratum, long position) =>
        lists.GetOrAdd((scheme.Study, scheme.Number, stratum), _ => new SlotList(Open(scheme), definition, scheme.Study, scheme.Number, stratum)).ArmAt(position);

    /// <summary>The arm that minimization gives the next participant.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="before">All allocations of the scheme so far, in order.</param>
    /// <param name="levels">The participant's levels in the order of the factors.</param>
    internal string NextArm(Scheme scheme, SchemeDefinition definition, IReadOnlyList<AllocationRecord> before, IReadOnlyList<string> levels)
    {
        var replay = new MinimizationReplay(definition, Open(scheme), scheme.Study, scheme.Number);
        foreach (var one in before)
            replay.Pass(one.LevelsOf(definition), one.Arm);
        return replay.Next(levels).Arm;
    }

    private SealKey Key() => key ?? throw StepRefusedException.Conflict("no-seal-key", "The site was started without --seal-key, so it can neither activate a scheme nor randomize.");
}
