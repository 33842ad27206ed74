namespace Equipoise.Registry.Vocabulary;

/// <summary>One meaning, and the words for it.</summary>
/// <param name="Id">Its id in the vocabulary, such as <c>D006258</c>.</param>
/// <param name="Name">Its preferred name.</param>
/// <param name="Terms">Other words for it.</param>
public sealed record Concept(string Id, string Name, IReadOnlyList<string> Terms);
