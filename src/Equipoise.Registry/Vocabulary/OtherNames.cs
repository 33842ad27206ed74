namespace Equipoise.Registry.Vocabulary;

/// <summary>The other names of things, from every source there is. A thesaurus is added by handing in one more source.</summary>
/// <param name="sources">Each gives the other names of a name, the best first; none where it knows none.</param>
public sealed class OtherNames(params IReadOnlyList<Func<string, IReadOnlyList<string>>> sources)
{
    private const int Most = 12;

    /// <summary>The other names of a thing, those of earlier sources first, each once and 12 at most; none where none is known.</summary>
    public IReadOnlyList<string> Of(string name) =>
        [.. sources.SelectMany(source => source(name)).Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>The other ways to write the same name (<see cref="SpellingVariants"/>).</summary>
    public static IReadOnlyList<string> Spellings(string name) => SpellingVariants.Of(name);
}
