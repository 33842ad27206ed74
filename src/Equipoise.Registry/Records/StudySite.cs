namespace Equipoise.Registry.Records;

/// <summary>A place where a study is done.</summary>
/// <param name="Facility">The hospital, practice or company.</param>
/// <param name="Status">The label of the site's own status, such as "Enrolling".</param>
/// <param name="StatusCode">That as the API writes it, such as <c>RECRUITING</c>.</param>
/// <param name="City">The city.</param>
/// <param name="State">The state or province.</param>
/// <param name="Zip">The postal code.</param>
/// <param name="Country">The country, by its English name.</param>
/// <param name="Point">Where the city lies; null where the record does not say.</param>
/// <param name="Contacts">Whom to ask there.</param>
public sealed record StudySite(
    string? Facility,
    string? Status,
    string? StatusCode,
    string? City,
    string? State,
    string? Zip,
    string? Country,
    GeoPoint? Point,
    IReadOnlyList<Contact> Contacts)
{
    /// <summary>Whether the site says that it takes participants now.</summary>
    public bool IsEnrolling => StatusCode is "RECRUITING";

    internal static StudySite From(RecordPart part) => new(
        part.Text("facility"),
        part.Label("RecruitmentStatus", "status"),
        part.Text("status"),
        part.Text("city"),
        part.Text("state"),
        part.Text("zip"),
        part.Text("country"),
        GeoPoint.TryCreate(part.Number("geoPoint", "lat"), part.Number("geoPoint", "lon")),
        part.List(Contact.From, "contacts"));
}
