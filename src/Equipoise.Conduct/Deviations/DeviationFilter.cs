namespace Equipoise.Conduct.Deviations;

/// <summary>Which deviations are asked for; null asks for all.</summary>
/// <param name="Participant">Those of a participant.</param>
/// <param name="Site">Those of a site and its participants.</param>
/// <param name="Category">One of <see cref="DeviationCategory"/>.</param>
/// <param name="Status">One of <see cref="DeviationStatus"/>.</param>
/// <param name="IsImportant">Whether they are important.</param>
public sealed record DeviationFilter(string? Participant = null, string? Site = null, string? Category = null, string? Status = null, bool? IsImportant = null)
{
    /// <summary>Whether one is asked for.</summary>
    public bool Takes(Deviation deviation) =>
        (Participant is null || string.Equals(deviation.Participant, Participant, StringComparison.Ordinal))
        && (Site is null || string.Equals(deviation.Site, Site, StringComparison.Ordinal))
        && (Category is null || string.Equals(deviation.Category, Category, StringComparison.Ordinal))
        && (Status is null || string.Equals(deviation.Status, Status, StringComparison.Ordinal))
        && (IsImportant is null || (deviation.Important != 0) == IsImportant);
}
