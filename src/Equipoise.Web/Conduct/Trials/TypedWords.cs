namespace Equipoise.Web.Conduct.Trials;

/// <summary>What somebody typed about a query that was refused.</summary>
/// <param name="Query">The query's number; 0 for a new one, -1 where it was about something else.</param>
/// <param name="Words">The words.</param>
/// <param name="Field">The field asked about.</param>
public sealed record TypedWords(long Query, string Words, string Field);
