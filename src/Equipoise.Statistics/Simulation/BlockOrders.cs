using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Equipoise.Statistics.Random;

namespace Equipoise.Statistics.Simulation;

/// <summary>Permuted blocks: in what order the arms come in each block of each randomization list.</summary>
internal sealed class BlockOrders
{
    private const int MostKept = 4096;
    private readonly byte[] block;
    private readonly byte[][]? orders;

    public BlockOrders(IReadOnlyList<SimulatedArm> arms, int multiple)
    {
        block = [.. arms.SelectMany((arm, index) => Enumerable.Repeat((byte)index, arm.Ratio * multiple))];
        var count = Orders(arms, multiple);
        if (count <= MostKept)
            orders = [.. All([], [.. arms.Select(arm => arm.Ratio * multiple)])];
    }

    /// <summary>The length of a block.</summary>
    public int Length => block.Length;

    /// <summary>Writes the arms of the first participants of a list.</summary>
    /// <param name="draws">Where random words come from.</param>
    /// <param name="replicate">The replicate.</param>
    /// <param name="list">The randomization list.</param>
    /// <param name="arms">Where to write; as many as the list will need.</param>
    public void Fill(ParticipantDraws draws, ulong replicate, uint list, Span<byte> arms)
    {
        if (orders is null)
        {
            Shuffle(draws, replicate, list, arms);
            return;
        }

        Span<uint> words = stackalloc uint[4 * Philox.Lanes];
        for (var (at, draw) = (0, 0u); at < arms.Length;)
        {
            // For what is left of a short list eight draws at once are too many.
            if (arms.Length - at > 2 * Length * 4)
            {
                draws.OfEightBlocks(replicate, list, draw, words);
                (at, draw) = (Write(words, orders, at, arms), draw + Philox.Lanes);
            }
            else
            {
                var few = draws.OfBlock(replicate, list, draw++);
                at = Write([few.First, few.Second, few.Third, few.Fourth], orders, at, arms);
            }
        }
    }

    private static int Write(ReadOnlySpan<uint> words, byte[][] orders, int at, Span<byte> arms)
    {
        foreach (var word in words)
        {
            // The upper half of word·n is a whole number below n.
            var order = orders[(int)(((ulong)word * (uint)orders.Length) >> 32)].AsSpan();
            if (at + order.Length > arms.Length)
                order = order[..Math.Max(0, arms.Length - at)];
            var to = arms[Math.Min(at, arms.Length)..];
            if (order.Length == 4)
                Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(to), Unsafe.ReadUnaligned<uint>(ref MemoryMarshal.GetReference(order)));
            else
                order.CopyTo(to);
            at += order.Length;
        }

        return at;
    }

    // Fisher and Yates, a word for each place.
    private void Shuffle(ParticipantDraws draws, ulong replicate, uint list, Span<byte> arms)
    {
        var shuffled = new byte[block.Length];
        var wordsOfBlock = (uint)((block.Length + 3) / 4);
        for (var (at, number) = (0, 0u); at < arms.Length; at += shuffled.Length, number++)
        {
            block.CopyTo(shuffled, 0);
            var words = default(Philox.Words);
            for (var place = shuffled.Length - 1; place > 0; place--)
            {
                var used = shuffled.Length - 1 - place;
                if (used % 4 == 0)
                    words = draws.OfBlock(replicate, list, (number * wordsOfBlock) + (uint)(used / 4));
                var word = (used % 4) switch { 0 => words.First, 1 => words.Second, 2 => words.Third, _ => words.Fourth };
                var other = (int)(((ulong)word * (uint)(place + 1)) >> 32);
                (shuffled[place], shuffled[other]) = (shuffled[other], shuffled[place]);
            }

            shuffled.AsSpan(0, Math.Min(shuffled.Length, arms.Length - at)).CopyTo(arms[at..]);
        }
    }

    private static double Orders(IReadOnlyList<SimulatedArm> arms, int multiple)
    {
        var (count, placed) = (1.0, 0);
        foreach (var arm in arms)
        {
            for (var i = 1; i <= arm.Ratio * multiple; i++)
                count = count * ++placed / i;
        }

        return count;
    }

    private static IEnumerable<byte[]> All(List<byte> begun, int[] left)
    {
        if (left.Sum() == 0)
            yield return [.. begun];
        for (var arm = 0; arm < left.Length; arm++)
        {
            if (left[arm] == 0)
                continue;
            left[arm]--;
            begun.Add((byte)arm);
            foreach (var order in All(begun, left))
                yield return order;
            begun.RemoveAt(begun.Count - 1);
            left[arm]++;
        }
    }
}
