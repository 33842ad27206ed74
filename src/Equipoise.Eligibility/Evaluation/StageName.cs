using System.Diagnostics.CodeAnalysis;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>A stage of cancer by its number and letter, such as III or IVB.</summary>
/// <param name="Number">0 to 4.</param>
/// <param name="Letter">A, B, C and what follows it; empty for the whole stage.</param>
internal sealed record StageName(int Number, string Letter)
{
    private static readonly string[] Numerals = ["0", "I", "II", "III", "IV"];

    /// <summary>Reads "III", "IVA", "3" or "IIIA1".</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out StageName? stage)
    {
        stage = null;
        var plain = text.Trim().ToUpperInvariant();
        var length = 0;
        while (length < plain.Length && plain[length] is 'I' or 'V')
            length++;
        if (length == 0 && plain.Length > 0 && char.IsAsciiDigit(plain[0]))
            length = 1;
        var (number, letter) = (Array.IndexOf(Numerals, plain[..length]), plain[length..]);
        if (number < 0 && length == 1 && plain[0] is >= '1' and <= '4')
            number = plain[0] - '0';
        if (number < 0 || (letter.Length > 0 && (letter[0] is not (>= 'A' and <= 'D') || letter.Length > 2 || (letter.Length == 2 && !char.IsAsciiDigit(letter[1])))))
            return false;
        stage = new StageName(number, letter);
        return true;
    }

    /// <summary>The one stage that a name speaks of, as in "Stage IIIB melanoma"; null where it speaks of none or several.</summary>
    public static StageName? In(string words)
    {
        StageName? found = null;
        for (var at = words.IndexOf("stage", StringComparison.OrdinalIgnoreCase); at >= 0; at = words.IndexOf("stage", at + 5, StringComparison.OrdinalIgnoreCase))
        {
            var rest = words.AsSpan(at + 5).TrimStart(" :");
            var end = rest.IndexOfAnyExceptInRange('0', 'z');
            if (!TryRead((end < 0 ? rest : rest[..end]).ToString(), out var stage))
                continue;
            if (found is not null && found != stage)
                return null;
            found = stage;
        }

        return found;
    }

    /// <summary>Whether a recorded stage is this one, or a part of it. Of a recorded III, nobody knows whether it is IIIB.</summary>
    public Truth Contains(StageName recorded)
    {
        if (recorded.Number != Number)
            return Truth.False;
        if (recorded.Letter.StartsWith(Letter, StringComparison.Ordinal))
            return Truth.True;
        return Letter.StartsWith(recorded.Letter, StringComparison.Ordinal) ? Truth.Unknown : Truth.False;
    }

    /// <summary>As it is written: <c>IVA</c>.</summary>
    public override string ToString() => Numerals[Number] + Letter;
}
