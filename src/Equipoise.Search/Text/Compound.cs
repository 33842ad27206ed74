using System.Runtime.InteropServices;
using System.Text;

namespace Equipoise.Search.Text;

/// <summary>Words joined by hyphens: beside its parts, each run of two to four of them is found written as one, so that
/// <c>anti-PD-1</c> answers to <c>PD1</c>. Such a run stands at the place of its last part.</summary>
/// <typeparam name="T">A unit of the text, as in <see cref="WordSplitter{T}"/>.</typeparam>
internal sealed class Compound<T>
    where T : unmanaged
{
    /// <summary>The longest run of parts that is kept as one word.</summary>
    public const int MaxParts = 4;

    // A code unit of UTF-16 takes three bytes of UTF-8 at most.
    private readonly T[] letters = new T[MaxParts * 3 * WordForms.MaxLength];

    // Where each part begins among the letters, and how many code units of UTF-16 stand before it.
    private readonly List<(int Letters, int Units)> starts = [];
    private int length;
    private int units;

    /// <summary>Begins anew with a word that is not joined to the one before.</summary>
    public void Begin(ReadOnlySpan<T> word)
    {
        starts.Clear();
        (length, units) = (0, 0);
        Append(word);
    }

    /// <summary>Adds a joined part; afterwards <see cref="Run"/> gives <see cref="Runs"/> runs that end with it.</summary>
    public void Join(ReadOnlySpan<T> word)
    {
        if (starts.Count == MaxParts)
        {
            var first = starts[1];
            letters.AsSpan(first.Letters, length - first.Letters).CopyTo(letters);
            (length, units) = (length - first.Letters, units - first.Units);
            starts.RemoveAt(0);
            foreach (ref var start in CollectionsMarshal.AsSpan(starts))
                start = (start.Letters - first.Letters, start.Units - first.Units);
        }

        Append(word);
    }

    /// <summary>How many runs end with the last part.</summary>
    public int Runs => starts.Count - 1;

    /// <summary>The run of the last <c>number + 2</c> parts; empty where it is too long for a word.</summary>
    public ReadOnlySpan<T> Run(int number)
    {
        var start = starts[starts.Count - number - 2];
        return units - start.Units <= WordForms.MaxLength ? letters.AsSpan(start.Letters, length - start.Letters) : default;
    }

    // No run is as long as a part of more than 64 units, so its letters are no matter.
    private void Append(ReadOnlySpan<T> word)
    {
        starts.Add((length, units));
        var count = typeof(T) == typeof(byte) ? Encoding.UTF8.GetCharCount(MemoryMarshal.Cast<T, byte>(word)) : word.Length;
        units += Math.Min(count, WordForms.MaxLength + 1);
        if (count > WordForms.MaxLength)
            return;
        word.CopyTo(letters.AsSpan(length));
        length += word.Length;
    }
}
