using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>A record as the store holds it.</summary>
/// <param name="Record">What the study says of itself.</param>
/// <param name="Origin">Where that came from.</param>
public sealed record StoredStudy(StudyRecord Record, StudyOrigin Origin);
