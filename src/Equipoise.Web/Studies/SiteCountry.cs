namespace Equipoise.Web.Studies;

/// <summary>A country's sites.</summary>
/// <param name="Name">The country.</param>
/// <param name="Count">How many sites it has.</param>
/// <param name="Enrolling">How many of them take participants now.</param>
/// <param name="Cities">Its cities.</param>
internal sealed record SiteCountry(string Name, int Count, int Enrolling, IReadOnlyList<SiteCity> Cities);
