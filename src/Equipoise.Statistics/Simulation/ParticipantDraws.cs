using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Statistics.Random;

namespace Equipoise.Statistics.Simulation;

/// <summary>The random numbers of the participants of one replicate: functions of seed, replicate and participant alone.</summary>
/// <remarks>The first word of the counter says what a draw is for: 0 times to event and loss; 1 the waits for the arrivals of two participants, of sixteen
/// that follow each other the n-th and the n + 8-th; 2 stratum and cure; 3 site; 4 and on the blocks of each randomization list.</remarks>
internal sealed class ParticipantDraws
{
    private readonly ulong seed;

    public ParticipantDraws(ulong seed, int participants)
    {
        this.seed = seed;
        var padded = (participants + (2 * Philox.Lanes) - 1) / (2 * Philox.Lanes) * 2 * Philox.Lanes;
        (ToEvent, ToLoss, Waited) = (new double[padded], new double[padded], new double[padded]);
    }

    /// <summary>Exponential numbers of mean 1, for events; room for sixteen participants at a time.</summary>
    public double[] ToEvent { get; }

    /// <summary>Exponential numbers of mean 1, for losses.</summary>
    public double[] ToLoss { get; }

    /// <summary>Running sums of exponential numbers of mean 1, the waits between arrivals.</summary>
    public double[] Waited { get; }

    /// <summary>Draws for all participants of a replicate.</summary>
    public void Draw(ulong replicate)
    {
        var count = (uint)ToEvent.Length;
        ref var toEvent = ref MemoryMarshal.GetArrayDataReference(ToEvent);
        ref var toLoss = ref MemoryMarshal.GetArrayDataReference(ToLoss);
        ref var wait = ref MemoryMarshal.GetArrayDataReference(Waited);
        double waited = 0;
        for (uint i = 0; i < count; i += Philox.Lanes)
        {
            var (a, b, c, d) = Philox.DrawEight(0, i, replicate, seed);
            Uniforms.MinusLog(Uniforms.Of(a, b)).StoreUnsafe(ref toEvent, i);
            Uniforms.MinusLog(Uniforms.Of(c, d)).StoreUnsafe(ref toLoss, i);
            if (i % (2 * Philox.Lanes) != 0)
                continue;
            (a, b, c, d) = Philox.DrawEight(1, i / 2, replicate, seed);
            Uniforms.MinusLog(Uniforms.Of(a, b)).StoreUnsafe(ref wait, i);
            Uniforms.MinusLog(Uniforms.Of(c, d)).StoreUnsafe(ref wait, i + Philox.Lanes);
            // One sum waits for the one before, so they are made while the next numbers are drawn.
            for (var next = i; next < i + (2 * Philox.Lanes); next++)
                Unsafe.Add(ref wait, next) = waited += Unsafe.Add(ref wait, next);
        }
    }

    /// <summary>Numbers between 0 and 1 for a participant's stratum and for being cured.</summary>
    public (double Stratum, double Cure) OfPerson(ulong replicate, int participant) => Pair(2, replicate, participant);

    /// <summary>A number between 0 and 1 for a participant's site.</summary>
    public double OfSite(ulong replicate, int participant) => Pair(3, replicate, participant).First;

    /// <summary>Four words for the blocks of a randomization list.</summary>
    public Philox.Words OfBlock(ulong replicate, uint list, uint block) =>
        Philox.Draw(new Philox.Words(4 + list, block, (uint)replicate, (uint)(replicate >> 32)), seed);

    /// <summary>Those of eight blocks that follow each other.</summary>
    /// <param name="replicate">The replicate.</param>
    /// <param name="list">The randomization list.</param>
    /// <param name="block">The first of them.</param>
    /// <param name="words">Where to write 32 words.</param>
    public void OfEightBlocks(ulong replicate, uint list, uint block, Span<uint> words)
    {
        var (first, second, third, fourth) = Philox.DrawEight(4 + list, block, replicate, seed);
        for (var draw = 0; draw < Philox.Lanes; draw++)
            (words[4 * draw], words[(4 * draw) + 1], words[(4 * draw) + 2], words[(4 * draw) + 3]) = ((uint)first[draw], (uint)second[draw], (uint)third[draw], (uint)fourth[draw]);
    }

    private (double First, double Second) Pair(uint purpose, ulong replicate, int participant)
    {
        var words = Philox.Draw(new Philox.Words(purpose, (uint)participant, (uint)replicate, (uint)(replicate >> 32)), seed);
        return (Uniforms.Of(words.First, words.Second), Uniforms.Of(words.Third, words.Fourth));
    }
}
