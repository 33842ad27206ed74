namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A place where a study is done.</summary>
/// <param name="Facility">An invented hospital.</param>
/// <param name="Status">The registry's recruitment status of the site, or null.</param>
/// <param name="City">Where it would stand.</param>
internal sealed record PlannedSite(string Facility, string? Status, City City);
