using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Equipoise.Registry.Indexing;

/// <summary>Names that mean the same, learned from the records: a treatment and the other names its record gives it.</summary>
/// <remarks>Names are compared without case and punctuation. Records also list under one treatment what is given beside it, so what a record says
/// is not yet believed: two names mean the same where the rarer of them is met with the other often enough, and neither is a part of the
/// other asked for. Safe for use by many threads.</remarks>
public sealed class Thesaurus
{
    private const int LongestName = 60;
    private const int MostOthers = 12;

    // A name that is met with more others than this, as often with each, means none of them.
    private const int MostMeanings = 8;

    // Words that records leave alone where they split a list of names in the wrong place.
    private static readonly HashSet<string> NoNames = new(["and", "with", "the", "for", "not", "none", "other", "others", "n/a", "or", "no", "plus"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Company> names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Name, string Other), bool> changed = new();

    /// <summary>How many names it knows others for.</summary>
    public int Count => names.Count;

    /// <summary>Reads what <see cref="Write"/> wrote; lines that are not its own are passed over.</summary>
    public static Thesaurus Read(TextReader text)
    {
        var thesaurus = new Thesaurus();
        // A name is met with others that are names themselves: each is held once. Lines of one name follow each other.
        var known = new HashSet<string>(StringComparer.Ordinal);
        var held = known.GetAlternateLookup<ReadOnlySpan<char>>();
        var (before, company) = ("", new Company());
        while (text.ReadLine() is { } line)
        {
            var first = line.IndexOf('\t', StringComparison.Ordinal);
            var last = line.LastIndexOf('\t');
            if (first < 0 || last == first || line.AsSpan(first + 1, last - first - 1).Contains('\t') || !int.TryParse(line.AsSpan(last + 1), CultureInfo.InvariantCulture, out var times))
                continue;
            var name = line.AsSpan(0, first);
            if (before.Length == 0 || !name.SequenceEqual(before))
                company = thesaurus.Of(before = Hold(held, name));
            company.Set(Hold(held, line.AsSpan(first + 1, last - first - 1)), times);
        }

        return thesaurus;
    }

    /// <summary>Writes all names, in order.</summary>
    public void Write(TextWriter text)
    {
        changed.Clear();
        foreach (var (name, others) in names.ToArray().OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            foreach (var (other, count) in others.Met().OrderBy(entry => entry.Key, StringComparer.Ordinal))
                WriteLine(text, name, other, count);
        }
    }

    /// <summary>Writes what was learned since the last writing: read behind that, it takes the place of what stands there.</summary>
    public void WriteChanged(TextWriter text)
    {
        foreach (var pair in changed.Keys.Where(pair => changed.TryRemove(pair, out _)))
            WriteLine(text, pair.Name, pair.Other, Of(pair.Name).Times(pair.Other));
    }

    /// <summary>Learns that a record gives a treatment other names. Names too long to be one, and names without a letter, are
    /// passed over.</summary>
    public void Learn(string name, IReadOnlyCollection<string> others)
    {
        if (others.Count == 0)
            return;
        var known = Normalize(name);
        if (!IsName(known))
            return;
        foreach (var other in others.Select(Normalize).Where(other => IsName(other) && !string.Equals(other, known, StringComparison.Ordinal)))
        {
            Meet(known, other);
            Meet(other, known);
        }
    }

    /// <summary>The other names of a name, the most often met first; none where none is known. A name that has all words of this one in a
    /// row (<c>radiation therapy</c> for <c>therapy</c>) is none: whoever looks for this one finds it anyway.</summary>
    public IReadOnlyList<string> Others(string name) =>
        Normalize(name) is var known && IsName(known) && names.TryGetValue(known, out var others)
            ? [.. others.Met().OrderByDescending(other => other.Value).ThenBy(other => other.Key, StringComparer.Ordinal).Where(other => IsOther(known, others, other.Key, other.Value)).Take(MostOthers).Select(other => other.Key)]
            : [];

    /// <summary>Words in lower case with single spaces, without punctuation at their ends.</summary>
    public static string Normalize(string name) =>
        string.Join(' ', name.ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('(', ')', '[', ']', ',', ';', '.', ':', '"', '\'', '®', '™', '\u001f'))
            .Where(word => word.Length > 0));

    private static bool IsName(string name) => name.Length is >= 3 and <= LongestName && name.Any(char.IsLetter) && !NoNames.Contains(name);

    private bool IsOther(string name, Company met, string other, int times) =>
        IsName(other)
        && !$" {other} ".Contains($" {name} ", StringComparison.Ordinal)
        && times * (long)MostMeanings >= Math.Min(met.Total, names.TryGetValue(other, out var back) ? back.Total : 0);

    private static void WriteLine(TextWriter text, string name, string other, int count) =>
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{name}\t{other}\t{count}\n"));

    // Noted after it is counted, so that whoever writes it meanwhile leaves it to the next writing.
    private void Meet(string name, string other)
    {
        Of(name).Meet(other);
        changed[(name, other)] = true;
    }

    private static string Hold(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> held, ReadOnlySpan<char> name)
    {
        if (held.TryGetValue(name, out var known))
            return known;
        known = name.ToString();
        held.Set.Add(known);
        return known;
    }

    private Company Of(string name) => names.GetOrAdd(name, static _ => new());

    // The names that a name was met with, and how often. There are as many of these as names, so each is small.
    private sealed class Company
    {
        private readonly Dictionary<string, int> met = new(StringComparer.Ordinal);
        private int total;

        public int Total => Volatile.Read(ref total);

        public KeyValuePair<string, int>[] Met()
        {
            lock (met)
                return [.. met];
        }

        public int Times(string name)
        {
            lock (met)
                return met[name];
        }

        public void Meet(string name)
        {
            lock (met)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(met, name, out _)++;
                Volatile.Write(ref total, total + 1);
            }
        }

        public void Set(string name, int times)
        {
            lock (met)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(met, name, out _);
                Volatile.Write(ref total, total + times - known);
                known = times;
            }
        }
    }
}
