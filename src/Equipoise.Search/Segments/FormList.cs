using Equipoise.Search.Files;

namespace Equipoise.Search.Segments;

/// <summary>The written forms of one word after another in UTF-8, without an object for each.</summary>
internal sealed class FormList
{
    private readonly ByteBuffer letters = new();
    private readonly List<(int Start, int Length)> forms = [];

    public int Count => forms.Count;

    public ReadOnlySpan<byte> this[int number] => letters.Span.Slice(forms[number].Start, forms[number].Length);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        letters.Clear();
        forms.Clear();
    }

    /// <summary>Adds a form behind the others.</summary>
    public void Add(ReadOnlySpan<byte> form) => Insert(forms.Count, form);

    /// <summary>Adds a form that begins as another text does.</summary>
    public void Add(ReadOnlySpan<byte> beginning, ReadOnlySpan<byte> rest)
    {
        forms.Add((letters.Length, beginning.Length + rest.Length));
        letters.Add(beginning);
        letters.Add(rest);
    }

    /// <summary>Adds a form to others in the order of their bytes, unless it is among them.</summary>
    public void Unite(ReadOnlySpan<byte> form)
    {
        if (Find(form) is < 0 and var place)
            Insert(~place, form);
    }

    /// <summary>The number of a form among others in the order of their bytes; where it is not among them, the complement of the number it would have.</summary>
    public int Find(ReadOnlySpan<byte> form)
    {
        var (low, high) = (0, forms.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = this[middle].SequenceCompareTo(form);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return ~low;
    }

    private void Insert(int number, ReadOnlySpan<byte> form)
    {
        forms.Insert(number, (letters.Length, form.Length));
        letters.Add(form);
    }
}
