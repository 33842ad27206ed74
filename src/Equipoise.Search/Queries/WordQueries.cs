namespace Equipoise.Search.Queries;

/// <summary>Queries made of a text.</summary>
internal static class WordQueries
{
    public static Query AllOf(string target, string text, bool exact) =>
        Query.And([.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Query.Phrase(target, word, exact))]);
}
