using System.Buffers.Binary;
using System.Text;

namespace Equipoise.Search.Indexing;

/// <summary>The words of a table in the order of their normal forms' bytes in UTF-8, each with its written forms in the order of theirs.</summary>
internal static class SortedWords
{
    private const int InHead = sizeof(ulong);

    /// <summary>Goes through the words. What is given for a word is overwritten by the next.</summary>
    public static IEnumerable<(byte[] Normal, List<byte[]> Written, List<int> Forms)> Of(WordBuffer words)
    {
        var (firsts, nexts) = Link(words);
        var (written, forms) = (new List<byte[]>(), new List<int>());
        foreach (var word in Sort(words.Words))
        {
            written.Clear();
            forms.Clear();
            for (var form = firsts[word]; form >= 0; form = nexts[form])
                forms.Add(form);
            if (forms.Count > 1)
                forms.Sort((one, other) => Compare(words.Forms[one], words.Forms[other]));
            foreach (var form in forms)
                written.Add(Bytes(words.Forms[form]));
            yield return (Bytes(words.Words[word]), written, forms);
        }
    }

    // For each word its first form, for each form the next one of its word.
    private static (int[] Firsts, int[] Nexts) Link(WordBuffer words)
    {
        var (firsts, nexts) = (new int[words.Words.Count], new int[words.Forms.Count]);
        firsts.AsSpan().Fill(-1);
        for (var form = 0; form < nexts.Length; form++)
        {
            var word = words.WordsOfForms[form];
            nexts[form] = firsts[word];
            firsts[word] = form;
        }

        return (firsts, nexts);
    }

    // Numbers are compared faster than words: the first eight bytes first, all of them where those are the same.
    private static int[] Sort(WordList words)
    {
        var heads = new ulong[words.Count];
        var order = new int[words.Count];
        for (var word = 0; word < order.Length; word++)
        {
            order[word] = word;
            heads[word] = Head(words[word]);
        }

        Array.Sort(heads, order);
        var byBytes = Comparer<int>.Create((one, other) => Compare(words[one], words[other]));
        for (int first = 0, end = 0; first < order.Length; first = end)
        {
            while (end < order.Length && heads[end] == heads[first])
                end++;
            if (end - first > 1)
                Array.Sort(order, first, end - first, byBytes);
        }

        return order;
    }

    private static ulong Head(ReadOnlySpan<char> word)
    {
        // Half of a pair at their end is written as a character of three bytes, whose first byte is above all but those of pairs.
        Span<byte> bytes = stackalloc byte[3 * InHead];
        bytes.Clear();
        Encoding.UTF8.GetBytes(word[..Math.Min(word.Length, InHead)], bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    // As their bytes compare: a code unit of a pair stands for a character beyond all that are one unit.
    private static int Compare(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var same = one.CommonPrefixLength(other);
        return same == one.Length || same == other.Length ? one.Length - other.Length : Rank(one[same]) - Rank(other[same]);
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;

    private static byte[] Bytes(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
