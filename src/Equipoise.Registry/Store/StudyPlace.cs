using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>What the store knows of an id.</summary>
/// <param name="Study">The study of that id, or null.</param>
/// <param name="MovedTo">The id that the study has now, where the one asked for is an older one of its ids.</param>
/// <param name="RemovedAt">When the study was removed, where it was.</param>
public sealed record StudyPlace(StoredStudy? Study, StudyId? MovedTo, DateTimeOffset? RemovedAt);
