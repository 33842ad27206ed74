namespace Equipoise.Registry.Reading;

/// <summary>A power of ten whose exponent has come down to the line: <c>1.5×109/L</c> for 1.5×10⁹/L. What we read there is
/// shown as our reading, never instead of the text.</summary>
/// <param name="Start">Where the number before the power begins.</param>
/// <param name="Exponent">Where the exponent begins.</param>
/// <param name="End">Where it ends.</param>
public sealed record LostSuperscript(int Start, int Exponent, int End)
{
    private const int SmallestPower = 3;
    private const int LargestPower = 12;

    /// <summary>Finds all in a text, from left to right: a number, a multiplication sign, a ten, an exponent between 3 and
    /// 12, and a slash, as in a count per volume.</summary>
    public static IReadOnlyList<LostSuperscript> FindIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<LostSuperscript>();
        for (var sign = text.AsSpan().IndexOfAny("×xX*"); sign >= 0; sign = NextSign(text, sign))
        {
            if (At(text, sign) is { } lost)
                found.Add(lost);
        }

        return found;
    }

    private static int NextSign(string text, int sign)
    {
        var next = text.AsSpan(sign + 1).IndexOfAny("×xX*");
        return next < 0 ? -1 : sign + 1 + next;
    }

    private static LostSuperscript? At(string text, int sign)
    {
        var start = sign;
        while (start > 0 && text[start - 1] == ' ' && sign - start < 2)
            start--;
        var numberEnd = start;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is '.' or ',') && sign - start < 10)
            start--;
        var ten = sign + 1;
        while (ten < text.Length && text[ten] == ' ' && ten - sign < 3)
            ten++;
        if (start == numberEnd || !text.AsSpan(ten).StartsWith("10"))
            return null;
        var (exponent, end) = (ten + 2, ten + 2);
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - exponent < 3)
            end++;
        var slash = end < text.Length && text[end] == ' ' ? end + 1 : end;
        return end > exponent && text[exponent] != '0' && slash < text.Length && text[slash] == '/' &&
            int.Parse(text.AsSpan(exponent, end - exponent), System.Globalization.CultureInfo.InvariantCulture) is >= SmallestPower and <= LargestPower
            ? new LostSuperscript(start, exponent, end)
            : null;
    }
}
