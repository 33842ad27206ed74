using System.Buffers.Binary;
using System.Text;
using Equipoise.Search.Text;

namespace Equipoise.Search.Indexing;

/// <summary>The words of a table in the order of their normal forms' bytes, each with its written forms in the order of theirs.</summary>
internal static class SortedWords
{
    /// <summary>Goes through the words. What is given for a word is overwritten by the next.</summary>
    /// <param name="forms">All forms; a word's numbers are their places here.</param>
    public static IEnumerable<(byte[] Normal, List<byte[]> Written, List<int> Numbers)> Of(IReadOnlyList<WordForms> forms)
    {
        var (normals, firsts, nexts) = Link(forms);
        var order = Sort(normals);
        var (written, numbers) = (new List<byte[]>(), new List<int>());
        foreach (var word in order)
        {
            written.Clear();
            numbers.Clear();
            for (var form = firsts[word]; form >= 0; form = nexts[form])
                numbers.Add(form);
            if (numbers.Count == 1)
                written.Add(ReferenceEquals(forms[numbers[0]].Written, forms[numbers[0]].Normal) ? normals[word] : Bytes(forms[numbers[0]].Written));
            else
                Arrange(forms, numbers, written);
            yield return (normals[word], written, numbers);
        }
    }

    // For each word its normal form and its first form, for each form the next one of its word.
    private static (List<byte[]> Normals, List<int> Firsts, int[] Nexts) Link(IReadOnlyList<WordForms> forms)
    {
        var (normals, firsts, nexts) = (new List<byte[]>(forms.Count), new List<int>(forms.Count), new int[forms.Count]);
        var words = new Dictionary<string, int>(forms.Count, StringComparer.Ordinal);
        for (var form = 0; form < nexts.Length; form++)
        {
            var normal = forms[form].Normal;
            if (words.TryAdd(normal, normals.Count))
            {
                normals.Add(Bytes(normal));
                firsts.Add(form);
                nexts[form] = -1;
            }
            else
            {
                var word = words[normal];
                nexts[form] = firsts[word];
                firsts[word] = form;
            }
        }

        return (normals, firsts, nexts);
    }

    // Numbers are compared faster than strings: the first eight bytes first, all of them where those are the same.
    private static int[] Sort(List<byte[]> normals)
    {
        var heads = new ulong[normals.Count];
        var order = new int[normals.Count];
        for (var word = 0; word < order.Length; word++)
        {
            order[word] = word;
            heads[word] = Head(normals[word]);
        }

        Array.Sort(heads, order);
        var byBytes = Comparer<int>.Create((one, other) => normals[one].AsSpan().SequenceCompareTo(normals[other]));
        for (int first = 0, end = 0; first < order.Length; first = end)
        {
            while (end < order.Length && heads[end] == heads[first])
                end++;
            if (end - first > 1)
                Array.Sort(order, first, end - first, byBytes);
        }

        return order;
    }

    private static ulong Head(ReadOnlySpan<byte> text)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        text[..Math.Min(text.Length, head.Length)].CopyTo(head);
        return BinaryPrimitives.ReadUInt64BigEndian(head);
    }

    private static void Arrange(IReadOnlyList<WordForms> forms, List<int> numbers, List<byte[]> written)
    {
        var sorted = numbers.ConvertAll(number => (Written: Bytes(forms[number].Written), Number: number));
        sorted.Sort((one, other) => one.Written.AsSpan().SequenceCompareTo(other.Written));
        numbers.Clear();
        foreach (var (bytes, number) in sorted)
        {
            written.Add(bytes);
            numbers.Add(number);
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
