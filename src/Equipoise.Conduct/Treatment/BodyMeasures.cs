namespace Equipoise.Conduct.Treatment;

/// <summary>A participant's body as doses are calculated from it.</summary>
/// <param name="Weight">In kilograms, above 0.</param>
/// <param name="Height">In centimeters; null where unknown. Only doses by body surface need it.</param>
public sealed record BodyMeasures(decimal Weight, decimal? Height = null);
