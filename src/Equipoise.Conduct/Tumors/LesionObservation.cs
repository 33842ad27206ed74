namespace Equipoise.Conduct.Tumors;

/// <summary>One lesion as one evaluator saw it on one day.</summary>
/// <param name="Date">The day of the assessment; the earliest of a series is its baseline.</param>
/// <param name="Lesion">The lesion's id, the same on every day.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Site">The organ.</param>
/// <param name="IsNodal">Whether it is a lymph node, of which the short axis counts.</param>
/// <param name="Diameter">Longest diameter, of a node the short axis, in millimeters; null where not measured.</param>
/// <param name="State">What was seen.</param>
/// <param name="Where">Where the observation was read, as messages name it: "line 7".</param>
public sealed record LesionObservation(DateOnly Date, string Lesion, LesionRole Role, string Site, bool IsNodal, decimal? Diameter, LesionState State, string Where);
