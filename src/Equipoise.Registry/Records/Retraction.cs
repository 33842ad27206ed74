namespace Equipoise.Registry.Records;

/// <summary>A notice that retracts a publication.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="PubMedId">Its number in PubMed.</param>
public sealed record Retraction(string? Source, string? PubMedId);
