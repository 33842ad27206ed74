using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Random;

/// <summary>Numbers between 0 and 1, and exponential ones, from random bits, to the same last digit on any machine: only operations that IEEE 754
/// rounds in one way are used.</summary>
internal static class Uniforms
{
    private const double SquareRootOfTwo = 1.4142135623730951;

    // ln 2 in two parts, the first with zeros at its end so that its multiples are exact.
    private const double LogTwoHigh = 6.93147180369123816490e-01;
    private const double LogTwoLow = 1.90821492927058770002e-10;

    /// <summary>(k + ½)/2⁵², k being the first word and the upper 20 bits of the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Of(Vector512<ulong> high, Vector512<ulong> low)
    {
        // 52 bits behind the binary point of a number from 1 to 2.
        var bits = (high << 20) | (low >>> 12) | Vector512.Create(0x3FF0000000000000UL);
        return bits.AsDouble() - Vector512.Create(1 - (0.5 / (1UL << 52)));
    }

    /// <summary>The same of one draw.</summary>
    public static double Of(uint high, uint low) =>
        BitConverter.UInt64BitsToDouble(((ulong)high << 20) | (low >> 12) | 0x3FF0000000000000UL) - (1 - (0.5 / (1UL << 52)));

    /// <summary>−log u: an exponential number of mean 1.</summary>
    /// <remarks>With u = 2^k·m, m from √½ to √2 and s = (m − 1)/(m + 1): log u = k·log 2 + 2(s + s³/3 + s⁵/5 + …); the error is below 2·10⁻¹⁶ of the larger of it and 1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MinusLog(Vector512<double> u)
    {
        var bits = u.AsUInt64();
        var mantissa = ((bits & Vector512.Create(0x000FFFFFFFFFFFFFUL)) | Vector512.Create(0x3FF0000000000000UL)).AsDouble();
        var exponent = Vector512.ConvertToDouble((bits >>> 52).AsInt64() - Vector512.Create(1023L));
        var isLarge = Vector512.GreaterThan(mantissa, Vector512.Create(SquareRootOfTwo));
        mantissa = Vector512.ConditionalSelect(isLarge, mantissa * Vector512.Create(0.5), mantissa);
        exponent += Vector512.ConditionalSelect(isLarge, Vector512<double>.One, Vector512<double>.Zero);
        var s = (mantissa - Vector512<double>.One) / (mantissa + Vector512<double>.One);
        var square = s * s;
        var sum = Vector512.Create(1.0 / 21);
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 19));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 17));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 15));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 13));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 11));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 9));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 7));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 5));
        sum = Vector512.FusedMultiplyAdd(sum, square, Vector512.Create(1.0 / 3));
        var twice = s + s;
        var log = Vector512.FusedMultiplyAdd(twice * square, sum, twice) + (exponent * Vector512.Create(LogTwoLow));
        return -Vector512.FusedMultiplyAdd(exponent, Vector512.Create(LogTwoHigh), log);
    }
}
