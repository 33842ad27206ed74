namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Words in capitals, the frequent ones kept: texts repeat few words, and comparing needs one form of each.</summary>
internal sealed class UpperWords
{
    private const int Kept = 512;
    private const int LongestKept = 32;
    private readonly string?[] words = new string?[Kept];

    /// <summary>A word in capitals.</summary>
    public string Of(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[LongestKept];
        if (word.Length > LongestKept)
            return word.ToString().ToUpperInvariant();
        var upper = buffer[..word.ToUpperInvariant(buffer)];
        var slot = upper.Length;
        foreach (var letter in upper)
            slot = (slot * 31) + letter;
        slot &= Kept - 1;
        return words[slot] is { } kept && upper.SequenceEqual(kept) ? kept : words[slot] = upper.ToString();
    }
}
