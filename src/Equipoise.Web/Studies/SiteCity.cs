using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies;

/// <summary>A city's sites.</summary>
/// <param name="State">The state or province, or nothing.</param>
/// <param name="City">The city, or nothing.</param>
/// <param name="Sites">The sites.</param>
internal sealed record SiteCity(string State, string City, IReadOnlyList<StudySite> Sites)
{
    /// <summary>"Boston, Massachusetts".</summary>
    public string Name => string.Join(", ", new[] { City, State }.Where(part => part.Length > 0)) is { Length: > 0 } name ? name : "City not stated";
}
