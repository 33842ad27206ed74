using System.Numerics;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>Estimates how many different values there were, in 16 KB whatever their number: within 0.8 % in two of three cases.</summary>
/// <remarks>HyperLogLog with the bias correction for few values by linear counting (Flajolet, Fusy, Gandouet and Meunier, 2007).</remarks>
public sealed class DistinctCount
{
    private const int IndexBits = 14;
    private const int Registers = 1 << IndexBits;
    private readonly byte[] longest = new byte[Registers];

    /// <summary>Takes a value in.</summary>
    public void Add(ReadOnlySpan<char> value)
    {
        var hash = Mix(value);
        ref var register = ref longest[hash >> (64 - IndexBits)];
        register = Math.Max(register, (byte)(BitOperations.LeadingZeroCount((hash << IndexBits) | (1UL << (IndexBits - 1))) + 1));
    }

    /// <summary>The estimate.</summary>
    public long Estimate()
    {
        var (sum, empty) = (0.0, 0);
        foreach (var register in longest)
        {
            sum += Math.Pow(2, -register);
            empty += register == 0 ? 1 : 0;
        }

        const double Alpha = 0.7213 / (1 + 1.079 / Registers);
        var raw = Alpha * Registers * Registers / sum;
        return (long)Math.Round(raw <= 2.5 * Registers && empty > 0 ? Registers * Math.Log((double)Registers / empty) : raw);
    }

    // FNV-1a, its bits mixed by the finalizer of MurmurHash3.
    private static ulong Mix(ReadOnlySpan<char> value)
    {
        var hash = 14695981039346656037UL;
        foreach (var sign in value)
            hash = (hash ^ sign) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }
}
