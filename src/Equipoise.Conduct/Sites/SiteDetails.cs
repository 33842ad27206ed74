using Equipoise.Eligibility.Facts;

namespace Equipoise.Conduct.Sites;

/// <summary>What is told about a site.</summary>
/// <param name="Name">The institution.</param>
/// <param name="Region">The region by which allocation may be stratified.</param>
/// <param name="Country">The country.</param>
/// <param name="TimeZone">The IANA name of its time zone, such as <c>Europe/Paris</c>.</param>
/// <param name="EnrollmentCap">How many it may randomize; null for no cap of its own.</param>
/// <param name="Ranges">The laboratory's reference ranges; null leaves them as they are.</param>
public sealed record SiteDetails(string Name, string Region, string Country, string TimeZone, int? EnrollmentCap, IReadOnlyList<ReferenceRange>? Ranges);
