namespace Equipoise.Registry.Vocabulary;

/// <summary>The other names of things, from every source there is. A thesaurus is added by handing in one more source.</summary>
/// <param name="sources">Each gives the other names of a name, the best first; none where it knows none.</param>
public sealed class OtherNames(params IReadOnlyList<Func<string, IReadOnlyList<string>>> sources)
{
    private const int Most = 12;

    /// <summary>The other names of a thing, those of earlier sources first, each once and 12 at most; none where none is known. Of a code that is known only with its
    /// hyphen, as <c>IL2</c> is as <c>IL-2</c>, those of that one.</summary>
    public IReadOnlyList<string> Of(string name)
    {
        var known = Known(name);
        return known.Count > 0 || !IsCode(name) ? known : SpellingVariants.Of(name).Select(Known).FirstOrDefault(others => others.Count > 0) ?? known;
    }

    // Other names are looked up for every run of words of a search, so their spellings are tried only where they can make a difference.
    private static bool IsCode(string name) => !name.Contains(' ', StringComparison.Ordinal) && name.Any(char.IsAsciiDigit) && name.Any(char.IsAsciiLetter);

    private List<string> Known(string name) => [.. sources.SelectMany(source => source(name)).Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>The other ways to write the same name (<see cref="SpellingVariants"/>).</summary>
    public static IReadOnlyList<string> Spellings(string name) => SpellingVariants.Of(name);
}
