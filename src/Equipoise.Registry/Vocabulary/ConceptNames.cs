using System.Collections.Frozen;
using System.Text;

namespace Equipoise.Registry.Vocabulary;

/// <summary>Looks words up in a vocabulary: whatever name of a concept is given, its other names are found.</summary>
/// <remarks>Immutable and safe for use by many threads. Names are compared as <see cref="Indexing.Thesaurus.Normalize"/> leaves
/// them; inverted names (<c>Neoplasms, Abdominal</c>) are turned around, and those that then differ in nothing but a plural
/// are one.</remarks>
public sealed class ConceptNames
{
    private const int MostOthers = 8;
    private readonly FrozenDictionary<string, string[]> byName;

    private ConceptNames(FrozenDictionary<string, string[]> byName) => this.byName = byName;

    /// <summary>A vocabulary without a word.</summary>
    public static ConceptNames None { get; } = new(FrozenDictionary<string, string[]>.Empty);

    /// <summary>How many names it knows.</summary>
    public int Count => byName.Count;

    /// <summary>Makes the lookup.</summary>
    public static ConceptNames Of(IEnumerable<Concept> concepts)
    {
        var names = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var concept in concepts)
        {
            var all = concept.Terms.Prepend(concept.Name).Select(Straighten).Where(name => name.Length is > 1 and <= 80).Distinct(StringComparer.Ordinal).ToArray();
            var distinct = all.DistinctBy(WithoutPlural, StringComparer.Ordinal).ToArray();
            // A word that names two concepts says nothing certain: the first keeps it.
            foreach (var name in all)
                names.TryAdd(name, distinct);
        }

        return new ConceptNames(names.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Reads the text form.</summary>
    public static ConceptNames Read(TextReader text)
    {
        return Of(Lines());

        IEnumerable<Concept> Lines()
        {
            while (text.ReadLine() is { } line)
            {
                if (line.Split('\t') is [var id, var name, .. var terms])
                    yield return new Concept(id, name, terms);
            }
        }
    }

    /// <summary>The text form of concepts: one a line, its id, name and terms between tabs.</summary>
    public static byte[] Write(IEnumerable<Concept> concepts)
    {
        var text = new StringBuilder();
        foreach (var concept in concepts)
            text.AppendJoin('\t', concept.Terms.Prepend(concept.Name).Prepend(concept.Id).Select(cell => cell.Replace('\t', ' ').ReplaceLineEndings(" "))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The other names of what a name means, the preferred one first; none where it is not known.</summary>
    public IReadOnlyList<string> Others(string name)
    {
        var known = Indexing.Thesaurus.Normalize(name);
        return byName.TryGetValue(known, out var names)
            ? [.. names.Where(other => !string.Equals(WithoutPlural(other), WithoutPlural(known), StringComparison.Ordinal)).Take(MostOthers)]
            : [];
    }

    private static string Straighten(string term)
    {
        var parts = term.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        return Indexing.Thesaurus.Normalize(string.Join(' ', Enumerable.Reverse(parts)));
    }

    private static string WithoutPlural(string name) =>
        string.Join(' ', name.Split(' ').Select(word => word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word));
}
