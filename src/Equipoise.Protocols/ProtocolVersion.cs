namespace Equipoise.Protocols;

/// <summary>A version of a protocol. Participants stay on the one they consented to until they are moved.</summary>
/// <param name="Number">As the protocol numbers it: "1.0", "2.1".</param>
/// <param name="Date">The day of the version.</param>
/// <param name="Amendments">What has changed since the first version, oldest first.</param>
public sealed record ProtocolVersion(string Number, DateOnly Date, IReadOnlyList<Amendment> Amendments);
