namespace Equipoise.Registry.Indexing;

/// <summary>The different texts in UTF-8 that fields have had, to be emptied and filled anew without garbage.</summary>
internal sealed class SeenTexts
{
    private const int Least = 64;
    private readonly List<(int Field, int Hash, int Start, int Length)> texts = [];

    // The number of a text and 1 more, where its hash says; 0 is free.
    private int[] slots = new int[Least];
    private byte[] bytes = new byte[Least * 16];
    private int used;

    /// <summary>Notes a text of a field.</summary>
    /// <returns>True the first time.</returns>
    public bool Add(int field, ReadOnlySpan<byte> text)
    {
        if (texts.Count * 2 >= slots.Length)
            Grow();
        var hash = Hash(field, text);
        var at = hash & (slots.Length - 1);
        for (; slots[at] > 0; at = (at + 1) & (slots.Length - 1))
        {
            var other = texts[slots[at] - 1];
            if (other.Hash == hash && other.Field == field && text.SequenceEqual(bytes.AsSpan(other.Start, other.Length)))
                return false;
        }

        if (bytes.Length - used < text.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + text.Length));
        text.CopyTo(bytes.AsSpan(used));
        texts.Add((field, hash, used, text.Length));
        used += text.Length;
        slots[at] = texts.Count;
        return true;
    }

    /// <summary>Forgets them all.</summary>
    public void Clear()
    {
        slots.AsSpan().Clear();
        texts.Clear();
        used = 0;
    }

    private static int Hash(int field, ReadOnlySpan<byte> text)
    {
        var hash = default(HashCode);
        hash.Add(field);
        hash.AddBytes(text);
        return hash.ToHashCode() & int.MaxValue;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var number = 0; number < texts.Count; number++)
        {
            var at = texts[number].Hash & (slots.Length - 1);
            while (slots[at] > 0)
                at = (at + 1) & (slots.Length - 1);
            slots[at] = number + 1;
        }
    }
}
