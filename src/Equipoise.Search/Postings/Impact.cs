namespace Equipoise.Search.Postings;

/// <summary>Weighted counts in one byte, to a sixteenth of an octave. Occurrences reach from 2^-6 to about 2^9.9 (codes 0 to
/// 255), lengths from 1 to about 2^15.9, where code
/// 0 means none.</summary>
internal static class Impact
{
    private const int StepsPerOctave = 16;
    private const int OccurrencesAtOne = 96;
    private const int LengthOne = 1;

    /// <summary>The weighted occurrences that a code stands for.</summary>
    public static readonly float[] Occurrences = Table(OccurrencesAtOne);

    /// <summary>The weighted length that a code stands for.</summary>
    public static readonly float[] Lengths = Table(LengthOne);

    public static byte OfOccurrences(double count) => Encode(count, OccurrencesAtOne);

    public static byte OfLength(double length) => length <= 0 ? (byte)0 : Math.Max((byte)1, Encode(length, LengthOne));

    private static byte Encode(double value, int atOne) =>
        value <= 0 ? (byte)0 : (byte)Math.Clamp((int)Math.Round(Math.Log2(value) * StepsPerOctave, MidpointRounding.AwayFromZero) + atOne, 0, 255);

    private static float[] Table(int atOne) => [.. Enumerable.Range(0, 256).Select(code => (float)Math.Pow(2, (code - atOne) / (double)StepsPerOctave))];
}
