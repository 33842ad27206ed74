namespace Equipoise.Registry.Glossary;

/// <summary>Where a text uses a word of the glossary.</summary>
/// <param name="Start">Where the word begins.</param>
/// <param name="Length">How many characters it has there.</param>
/// <param name="Term">The word's entry.</param>
public sealed record TermMark(int Start, int Length, GlossaryTerm Term);
