namespace Equipoise.Protocols;

/// <summary>A change from one version of a protocol to the next.</summary>
/// <param name="Number">The version it led to.</param>
/// <param name="Date">The day of that version.</param>
/// <param name="Summary">What changed, in a sentence.</param>
/// <param name="NeedsConsent">Whether participants consent anew before they are moved to it.</param>
public sealed record Amendment(string Number, DateOnly Date, string Summary, bool NeedsConsent);
