using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Equipoise.Statistics.Random;

/// <summary>The counter-based generator Philox4x32-10 (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC 2011): 128 random bits that are a
/// function of a 128-bit counter and a 64-bit key alone, so that any draw can be had without those before it.</summary>
public static class Philox
{
    private const uint FirstMultiplier = 0xD2511F53;
    private const uint SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9;
    private const uint SecondWeyl = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The numbers that eight counters give at once.</summary>
    internal const int Lanes = 8;

    /// <summary>The random words of one counter.</summary>
    /// <param name="counter">Which draw.</param>
    /// <param name="key">The seed.</param>
    public static Words Draw(Words counter, ulong key)
    {
        var (x0, x1, x2, x3) = (counter.First, counter.Second, counter.Third, counter.Fourth);
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var (p0, p1) = ((ulong)FirstMultiplier * x0, (ulong)SecondMultiplier * x2);
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
            (k0, k1) = (k0 + FirstWeyl, k1 + SecondWeyl);
        }

        return new Words(x0, x1, x2, x3);
    }

    /// <summary>The words of eight counters that follow each other in their second word, each word in the low half of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<ulong> First, Vector512<ulong> Second, Vector512<ulong> Third, Vector512<ulong> Fourth) DrawEight(uint first, uint second, ulong rest, ulong key)
    {
        var half = Vector512.Create(0xFFFFFFFFUL);
        var x0 = Vector512.Create((ulong)first);
        var x1 = Vector512.Create((ulong)second) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        var x2 = Vector512.Create(rest & 0xFFFFFFFF);
        var x3 = Vector512.Create(rest >> 32);
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        var (m0, m1) = (Vector512.Create((ulong)FirstMultiplier), Vector512.Create((ulong)SecondMultiplier));
        for (var round = 0; round < Rounds; round++)
        {
            var (p0, p1) = (Product(m0, x0), Product(m1, x2));
            (x0, x1, x2, x3) = ((p1 >>> 32) ^ x1 ^ Vector512.Create((ulong)k0), p1 & half, (p0 >>> 32) ^ x3 ^ Vector512.Create((ulong)k1), p0 & half);
            (k0, k1) = (k0 + FirstWeyl, k1 + SecondWeyl);
        }

        return (x0, x1, x2, x3);
    }

    // Both factors are below 2³².
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> a, Vector512<ulong> b) =>
        Avx512F.IsSupported ? Avx512F.Multiply(a.AsUInt32(), b.AsUInt32())
        : Avx2.IsSupported ? Vector512.Create(Avx2.Multiply(a.GetLower().AsUInt32(), b.GetLower().AsUInt32()), Avx2.Multiply(a.GetUpper().AsUInt32(), b.GetUpper().AsUInt32()))
        : a * (b & Vector512.Create(0xFFFFFFFFUL));

    /// <summary>Four words of 32 bits.</summary>
    /// <param name="First">The first.</param>
    /// <param name="Second">The second.</param>
    /// <param name="Third">The third.</param>
    /// <param name="Fourth">The fourth.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Words(uint First, uint Second, uint Third, uint Fourth);
}
