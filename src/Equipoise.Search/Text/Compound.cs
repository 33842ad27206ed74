namespace Equipoise.Search.Text;

/// <summary>Words joined by hyphens: beside its parts, each run of two to four of them is found written as one, so that
/// <c>anti-PD-1</c> answers to <c>PD1</c>. Such a run stands at the place of its last part.</summary>
internal sealed class Compound
{
    /// <summary>The longest run of parts that is kept as one word.</summary>
    public const int MaxParts = 4;

    private readonly char[] letters = new char[MaxParts * WordForms.MaxLength];
    private readonly List<int> starts = [];
    private int length;

    /// <summary>Begins anew with a word that is not joined to the one before.</summary>
    public void Begin(ReadOnlySpan<char> word)
    {
        starts.Clear();
        length = 0;
        Append(word);
    }

    /// <summary>Adds a joined part; afterwards <see cref="Run"/> gives <see cref="Runs"/> runs that end with it.</summary>
    public void Join(ReadOnlySpan<char> word)
    {
        if (starts.Count == MaxParts)
        {
            var first = starts[1];
            letters.AsSpan(first, length - first).CopyTo(letters);
            length -= first;
            starts.RemoveAt(0);
            for (var part = 0; part < starts.Count; part++)
                starts[part] -= first;
        }

        Append(word);
    }

    /// <summary>How many runs end with the last part.</summary>
    public int Runs => starts.Count - 1;

    /// <summary>The run of the last <c>number + 2</c> parts; empty where it is too long for a word.</summary>
    public ReadOnlySpan<char> Run(int number)
    {
        var start = starts[starts.Count - number - 2];
        return length - start <= WordForms.MaxLength ? letters.AsSpan(start, length - start) : default;
    }

    private void Append(ReadOnlySpan<char> word)
    {
        word = word[..Math.Min(word.Length, WordForms.MaxLength)];
        starts.Add(length);
        word.CopyTo(letters.AsSpan(length));
        length += word.Length;
    }
}
