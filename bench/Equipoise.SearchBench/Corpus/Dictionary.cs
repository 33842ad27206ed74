using System.Globalization;

namespace Equipoise.SearchBench.Corpus;

/// <summary>Counts the different words of the corpus and says when a new one is due: real text grows its dictionary by Heaps'
/// law, V = K · n^β with β around 0.55, while text that is only mixed stops growing.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="known">How many different words the real records have.</param>
internal sealed class Dictionary(Random random, int known)
{
    private const double Factor = 38;
    private const double Exponent = 0.55;
    private const int MostPerRecord = 60;
    private static readonly string[] Syllables = ["ba", "cor", "del", "fen", "gar", "hol", "ik", "jan", "kra", "lev", "mo", "nar", "ost", "pel", "qui", "ros", "sen", "tav", "ul", "vik", "wen", "xan", "yor", "zel"];
    private readonly HashSet<ulong> different = [];
    private readonly List<string> made = [];

    /// <summary>How many words there are, counting repeats.</summary>
    public long Total { get; private set; }

    /// <summary>How many different words there are.</summary>
    public int Different => known + different.Count;

    /// <summary>Counts the words of a record. They are among those that are known, or were made here.</summary>
    public void Pass(int words) => Total += words;

    /// <summary>The rare words that the next record brings: mostly new ones, some that came before.</summary>
    public List<string> NextRareWords(string nearby)
    {
        var due = Math.Min(MostPerRecord, (int)Math.Ceiling((Factor * Math.Pow(Total + 700, Exponent)) - Different));
        var words = new List<string>();
        for (var i = 0; i < due; i++)
            words.Add(New(nearby));
        made.AddRange(words);
        foreach (var word in words)
            different.Add(Words.Hash(Words.Tokens(word)));

        // Half of the rare words of real text come once; the others come again, mostly soon.
        for (var i = due / 2; i >= 0 && made.Count > 0; i--)
            words.Add(made[^(1 + (int)(made.Count * Math.Pow(random.NextDouble(), 3)))]);
        return words;
    }

    private string New(string nearby) => random.Next(10) switch
    {
        0 or 1 => string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}{(random.Next(3) == 0 ? "" : (char)('A' + random.Next(26)))}{random.Next(100, 9_999_999)}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"NCT0{random.Next(1_000_000, 7_000_000)}"),
        3 => random.Next(10_000, 9_999_999).ToString(CultureInfo.InvariantCulture),
        4 or 5 => Misspell(nearby),
        6 => $"{Name()}{random.Next(2, 99).ToString(CultureInfo.InvariantCulture)}",
        _ => Name(),
    };

    private string Name()
    {
        var name = string.Concat(Enumerable.Range(0, random.Next(3, 6)).Select(_ => Syllables[random.Next(Syllables.Length)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>A word of the record with two letters exchanged and one doubled, dropped or changed.</summary>
    private string Misspell(string nearby)
    {
        var words = nearby.Split(' ').Where(word => word.Length > 6).ToList();
        var letters = (words.Count > 0 ? words[random.Next(words.Count)] : Name()).ToCharArray();
        var at = random.Next(1, letters.Length - 2);
        (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
        letters[random.Next(letters.Length)] = (char)('a' + random.Next(26));
        return new string(letters);
    }
}
