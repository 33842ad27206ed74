using System.Collections.Concurrent;
using System.Globalization;

namespace Equipoise.Registry.Indexing;

/// <summary>Names that mean the same, learned from the records: a treatment and the other names its record gives it.</summary>
/// <remarks>Names are compared without case and punctuation. Safe for use by many threads.</remarks>
public sealed class Thesaurus
{
    private const int LongestName = 60;
    private const int MostOthers = 12;

    // Words that records leave alone where they split a list of names in the wrong place.
    private static readonly HashSet<string> NoNames = new(["and", "with", "the", "for", "not", "none", "other", "others", "n/a", "or", "no", "plus"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Name, string Other), bool> changed = new();

    /// <summary>How many names it knows others for.</summary>
    public int Count => names.Count;

    /// <summary>Reads what <see cref="Write"/> wrote; lines that are not its own are passed over.</summary>
    public static Thesaurus Read(TextReader text)
    {
        var thesaurus = new Thesaurus();
        while (text.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var name, var other, var count] && int.TryParse(count, CultureInfo.InvariantCulture, out var times))
                thesaurus.Of(name)[other] = times;
        }

        return thesaurus;
    }

    /// <summary>Writes all names, in order.</summary>
    public void Write(TextWriter text)
    {
        changed.Clear();
        foreach (var (name, others) in names.ToArray().OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var (other, count) in others.ToArray().OrderBy(entry => entry.Key, StringComparer.Ordinal))
                WriteLine(text, name, other, count);
        }
    }

    /// <summary>Writes what was learned since the last writing: read behind that, it takes the place of what stands there.</summary>
    public void WriteChanged(TextWriter text)
    {
        foreach (var pair in changed.Keys.Where(pair => changed.TryRemove(pair, out _)))
            WriteLine(text, pair.Name, pair.Other, Of(pair.Name)[pair.Other]);
    }

    /// <summary>Learns that a record gives a treatment other names. Names too long to be one, and names without a letter, are
    /// passed over.</summary>
    public void Learn(string name, IEnumerable<string> others)
    {
        var known = Normalize(name);
        if (!IsName(known))
            return;
        foreach (var other in others.Select(Normalize).Where(other => IsName(other) && !string.Equals(other, known, StringComparison.Ordinal)))
        {
            Meet(known, other);
            Meet(other, known);
        }
    }

    /// <summary>The other names of a name, the most often met first; none where none is known.</summary>
    public IReadOnlyList<string> Others(string name) =>
        Normalize(name) is var known && IsName(known) && names.TryGetValue(known, out var others)
            ? [.. others.ToArray().Where(other => IsName(other.Key)).OrderByDescending(other => other.Value).ThenBy(other => other.Key, StringComparer.Ordinal).Take(MostOthers).Select(other => other.Key)]
            : [];

    /// <summary>Words in lower case with single spaces, without punctuation at their ends.</summary>
    public static string Normalize(string name) =>
        string.Join(' ', name.ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('(', ')', '[', ']', ',', ';', '.', ':', '"', '\'', '®', '™', '\u001f'))
            .Where(word => word.Length > 0));

    private static bool IsName(string name) => name.Length is >= 3 and <= LongestName && name.Any(char.IsLetter) && !NoNames.Contains(name);

    private static void WriteLine(TextWriter text, string name, string other, int count) =>
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{name}\t{other}\t{count}\n"));

    // Noted after it is counted, so that whoever writes it meanwhile leaves it to the next writing.
    private void Meet(string name, string other)
    {
        Of(name).AddOrUpdate(other, 1, static (_, count) => count + 1);
        changed[(name, other)] = true;
    }

    private ConcurrentDictionary<string, int> Of(string name) => names.GetOrAdd(name, static _ => new(StringComparer.Ordinal));
}
