namespace Equipoise.Search.Indexing;

/// <summary>Different words, numbered from 0 in the order in which they came, without an object for each.</summary>
internal sealed class WordList
{
    private readonly WordTable table = new();
    private readonly List<(int Start, int Length)> places = [];

    public int Count => places.Count;

    /// <summary>A word by its number.</summary>
    public ReadOnlySpan<char> this[int number] => table.Letters(places[number].Start, places[number].Length);

    /// <summary>The number of a word, which is added where it is new.</summary>
    public int Number(ReadOnlySpan<char> word)
    {
        var number = table.Find(word, out var hash);
        if (number >= 0)
            return number;
        places.Add((table.Add(word, hash, places.Count), word.Length));
        return places.Count - 1;
    }
}
