using Equipoise.Search.Text;

namespace Equipoise.Search.Queries;

/// <summary>Queries made of a text.</summary>
internal static class WordQueries
{
    public static Query AllOf(string target, string text, bool exact)
    {
        var words = QueryText.Units(text).ConvertAll(unit => OneOf(target, unit, exact));
        return words.Count switch
        {
            0 => Query.None,
            1 => words[0],
            _ => Query.And(words),
        };
    }

    private static Query OneOf(string target, IReadOnlyList<string> unit, bool exact) =>
        QueryText.Joined(unit) is { } word ? new TermQuery(target, word, exact) : new PhraseQuery(target, string.Join(' ', unit)) { Exact = exact };
}
