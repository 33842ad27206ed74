namespace Equipoise.Conduct.Queries;

/// <summary>Which queries of a study are asked for; what is null or empty leaves nothing out.</summary>
/// <param name="Site">The site.</param>
/// <param name="Participant">The participant.</param>
/// <param name="Status">One of <see cref="QueryStatus"/>, or <c>pending</c> for those that are not closed.</param>
/// <param name="Form">The form's code.</param>
/// <param name="Days">Opened at least so many days ago.</param>
public sealed record QueryFilter(string? Site = null, string? Participant = null, string? Status = null, string? Form = null, int? Days = null)
{
    /// <summary>The word for those that are not closed.</summary>
    public const string Pending = "pending";

    /// <summary>Whether a query is asked for.</summary>
    /// <param name="query">The query.</param>
    /// <param name="openedBefore">The moment so many days ago, as the database writes it.</param>
    internal bool Takes(DataQuery query, string? openedBefore) =>
        Is(Site, query.Site) && Is(Participant, query.Participant) && Is(Form, query.Form)
        && (string.IsNullOrEmpty(Status) || (Status is Pending ? query.IsPending : Is(Status, query.Status)))
        && (openedBefore is null || string.CompareOrdinal(query.OpenedAt, openedBefore) <= 0);

    private static bool Is(string? wanted, string value) => string.IsNullOrEmpty(wanted) || string.Equals(wanted, value, StringComparison.Ordinal);
}
