namespace Equipoise.Analysis.Stories;

/// <summary>A reason to stop treatment besides progression, death and loss.</summary>
/// <param name="Reason">The protocol's reason.</param>
/// <param name="Hazard">Its hazard a month by arm.</param>
/// <param name="Only">What a form must say of a person for it to come about; null for everybody.</param>
internal sealed record StoryStopping(string Reason, IReadOnlyDictionary<string, double> Hazard, (string Form, string Field, string Answer)? Only);
