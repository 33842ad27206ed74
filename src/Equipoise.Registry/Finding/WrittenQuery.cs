namespace Equipoise.Registry.Finding;

/// <summary>A search of the finder in the registry's query language.</summary>
/// <param name="Text">The expression; <c>ALL</c> where nothing narrows the search.</param>
/// <param name="Unsaid">A sentence for each condition that the language cannot say as the finder means it.</param>
public sealed record WrittenQuery(string Text, IReadOnlyList<string> Unsaid);
