using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies;

/// <summary>A site and how far it is.</summary>
/// <param name="Site">The site.</param>
/// <param name="Kilometers">How far, or null where nobody says where it lies.</param>
/// <param name="IsByCity">True where the record gives no position and that of its city was taken from other records.</param>
public sealed record SiteDistance(StudySite Site, double? Kilometers, bool IsByCity);
