namespace Equipoise.Protocols.Outcomes;

/// <summary>Two arms that are compared.</summary>
/// <param name="Experimental">The code of the arm under study.</param>
/// <param name="Control">The code of the arm it is compared with.</param>
public sealed record ArmComparison(string Experimental, string Control);
