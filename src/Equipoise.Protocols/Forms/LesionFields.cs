namespace Equipoise.Protocols.Forms;

/// <summary>Which fields of a log say what was seen of one lesion on one day (SDTM's TU and TR).</summary>
/// <param name="Date">The day of imaging.</param>
/// <param name="Lesion">The lesion's id.</param>
/// <param name="Role">A code: <c>target</c>, <c>non-target</c> or <c>new</c>.</param>
/// <param name="Site">The organ.</param>
/// <param name="Nodal">Yes for a lymph node.</param>
/// <param name="Diameter">Longest diameter, of a node the short axis, in millimeters.</param>
/// <param name="State">A code: one of <see cref="States"/>.</param>
/// <param name="Evaluator">Who looked, where more than one person does; null for the investigator alone.</param>
public sealed record LesionFields(string Date, string Lesion, string Role, string Site, string Nodal, string Diameter, string State, string? Evaluator)
{
    /// <summary>The codes that a lesion's role may have.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["target", "non-target", "new"];

    /// <summary>The codes that a lesion's state may have.</summary>
    public static IReadOnlyList<string> States { get; } = ["measured", "too-small", "absent", "present", "unequivocal-progression", "equivocal", "not-evaluated"];
}
