namespace Equipoise.Search.Queries;

/// <summary>Words that begin with some letters. Each document that has one scores a constant 1.</summary>
/// <param name="Target">A group or a text field.</param>
/// <param name="Prefix">The letters; case and accents do not matter.</param>
public sealed record PrefixQuery(string Target, string Prefix) : Query
{
    /// <summary>How many different words may be tried before the query is refused as too broad.</summary>
    public int TermLimit { get; init; } = 10_000;
}
