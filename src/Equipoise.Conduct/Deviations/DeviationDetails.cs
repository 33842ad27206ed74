namespace Equipoise.Conduct.Deviations;

/// <summary>What people say of a deviation.</summary>
/// <param name="Category">One of <see cref="DeviationCategory"/>.</param>
/// <param name="Description">What happened.</param>
/// <param name="OccurredOn">The day on which it happened, at the site.</param>
/// <param name="FoundOn">The day on which it was found; null for today.</param>
/// <param name="IsImportant">Whether it may affect the reliability of the data, or the rights, safety or well-being of participants.</param>
/// <param name="Cause">Why it came about; empty for not said.</param>
/// <param name="Action">What was or will be done about it; empty for nothing.</param>
/// <param name="Status">One of <see cref="DeviationStatus"/>.</param>
public sealed record DeviationDetails(
    string Category, string Description, DateOnly OccurredOn, DateOnly? FoundOn = null, bool IsImportant = false, string Cause = "", string Action = "", string Status = DeviationStatus.Open);
