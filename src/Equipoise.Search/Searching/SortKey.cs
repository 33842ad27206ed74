namespace Equipoise.Search.Searching;

/// <summary>One level of an order. Documents without a value come last, whichever the direction.</summary>
public sealed record SortKey
{
    private SortKey()
    {
    }

    /// <summary>The column, or null for an order by something else.</summary>
    public string? Column { get; private init; }

    /// <summary>Whether the largest comes first.</summary>
    public bool Descending { get; private init; }

    /// <summary>The distance to sort by, or null.</summary>
    public DistanceRequest? Distance { get; private init; }

    /// <summary>By score, highest first.</summary>
    public static SortKey Score { get; } = new() { Descending = true };

    /// <summary>By score, lowest first.</summary>
    public static SortKey ScoreAscending { get; } = new();

    /// <summary>As the documents lie in the index, which is about as they came: the cheapest order, for those who want any. Only the generation of a page knows what
    /// comes after it, and scores are 0 where this is the first level.</summary>
    public static SortKey Stored { get; } = new() { IsStored = true };

    /// <summary>Whether it is <see cref="Stored"/>.</summary>
    internal bool IsStored { get; private init; }

    /// <summary>Whether it goes by score.</summary>
    internal bool ByScore => Column is null && Distance is null && !IsStored;

    /// <summary>Whether the highest score comes first: then what scores too low need not be looked at.</summary>
    internal bool IsBestFirst => Descending && ByScore;

    /// <summary>By a keyword (code points), number or date field. Of several values the smallest counts, or the largest where
    /// descending.</summary>
    public static SortKey By(string column, bool descending = false) => new() { Column = column, Descending = descending };

    /// <summary>Nearest first.</summary>
    public static SortKey ByDistance(DistanceRequest distance) => new() { Distance = distance };
}
