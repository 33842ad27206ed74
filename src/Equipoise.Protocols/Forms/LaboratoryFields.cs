namespace Equipoise.Protocols.Forms;

/// <summary>How a form tells laboratory results (SDTM's LB): each of its fields that is a measurement in a unit is a test.</summary>
/// <param name="Date">The day of sampling.</param>
/// <param name="Ranges">The text that holds the laboratory's reference ranges where they are not the site's, as
/// <c>variable unit low high</c> with semicolons between; null where the form does not ask.</param>
public sealed record LaboratoryFields(string Date, string? Ranges);
