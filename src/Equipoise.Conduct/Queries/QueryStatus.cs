namespace Equipoise.Conduct.Queries;

/// <summary>Where a query stands, as the database names it.</summary>
public static class QueryStatus
{
    /// <summary>The site has to answer.</summary>
    public const string Open = "open";

    /// <summary>The site has answered; who asked has to close it, or to ask again.</summary>
    public const string Answered = "answered";

    /// <summary>Nothing is to be done.</summary>
    public const string Closed = "closed";
}
