namespace Equipoise.Protocols.Arms;

/// <summary>How long an infusion runs.</summary>
/// <param name="Minutes">As planned.</param>
/// <param name="WindowMinutes">How much shorter or longer it may be.</param>
public sealed record Infusion(int Minutes, int WindowMinutes);
