namespace Equipoise.Conduct.Tumors;

/// <summary>One assessment on a figure.</summary>
/// <param name="Day">The day.</param>
/// <param name="Response">The derived response.</param>
/// <param name="Change">The change of the sum of target diameters from baseline in percent; null where there is none.</param>
public sealed record ResponsePoint(DateOnly Day, Response Response, decimal? Change);
