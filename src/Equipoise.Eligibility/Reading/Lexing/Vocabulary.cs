namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Every word that some phrase of the lexicon contains, numbered. Plural and singular, and British and American
/// spelling, share a number.</summary>
internal sealed class Vocabulary
{
    private const int LongestWord = 48;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public Vocabulary() => lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of a word, which gets one when it has none.</summary>
    public int Add(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[LongestWord];
        var form = Normalize(word, buffer);
        if (lookup.TryGetValue(form, out var number))
            return number;
        number = numbers.Count;
        numbers.Add(form.ToString(), number);
        return number;
    }

    /// <summary>The number of a word; -1 where no phrase contains it.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[LongestWord];
        return lookup.TryGetValue(Normalize(word, buffer), out var number) ? number : -1;
    }

    private static ReadOnlySpan<char> Normalize(ReadOnlySpan<char> word, Span<char> buffer)
    {
        if (word.Length > LongestWord)
            return "…";
        var length = 0;
        foreach (var letter in word)
            buffer[length++] = letter switch { 'μ' or 'µ' => 'u', '’' => '\'', _ => char.ToLowerInvariant(letter) };
        if (length > 2 && buffer[length - 2] == '\'' && buffer[length - 1] == 's')
            length -= 2;
        length = American(buffer[..length]);
        if (length > 3 && buffer[length - 1] == 's' && buffer[length - 2] is not ('s' or 'u' or 'i'))
            length--;
        return buffer[..length];
    }

    // haemoglobin, leucocyte, tumour, oesophagus, randomised: the few patterns in which medical English differs.
    private static int American(Span<char> word)
    {
        var length = word.Length;
        for (var i = 0; i + 1 < length; i++)
        {
            var pair = word.Slice(i, 2);
            if (length > 4 && (pair is "ae" || pair is "oe") && i + 2 < length && word[i + 2] is not 's')
                length = Remove(word, i, length);
            else if (i > 0 && length > 4 && pair is "ou" && i + 2 < length && word[i + 2] == 'r' && (i + 3 == length || word[i + 3] is 's') && word[i - 1] is 'm' or 'i' && i > 2)
                length = Remove(word, i + 1, length);
        }

        for (var i = 3; i + 3 < length; i++)
        {
            if (word[i] == 'i' && word[i + 1] == 's' && (word[i + 2] == 'a' && word[i + 3] == 't' || word[i + 2] == 'e' && word[i + 3] == 'd'))
                word[i + 1] = 'z';
        }

        return length;
    }

    private static int Remove(Span<char> word, int index, int length)
    {
        word[(index + 1)..length].CopyTo(word[index..]);
        return length - 1;
    }
}
