using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>That a study's record is another since a moment: one entry of the change feed.</summary>
/// <param name="Number">Its place in the feed; a study that changes again moves to a later one.</param>
/// <param name="Id">The study.</param>
/// <param name="IsRemoved">True where the study is no longer there.</param>
/// <param name="Study">Its record now, or null where it was removed, or is damaged and cannot be read.</param>
public sealed record StudyChange(long Number, StudyId Id, bool IsRemoved, StoredStudy? Study);
