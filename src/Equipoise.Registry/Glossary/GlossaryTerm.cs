namespace Equipoise.Registry.Glossary;

/// <summary>A word of the trial field, explained.</summary>
/// <param name="Slug">Its name in addresses, such as <c>hazard-ratio</c>.</param>
/// <param name="Word">The word itself.</param>
/// <param name="OtherWords">What else it is called, short forms among them.</param>
/// <param name="Meaning">What it means, in plain words of our own.</param>
public sealed record GlossaryTerm(string Slug, string Word, IReadOnlyList<string> OtherWords, string Meaning);
