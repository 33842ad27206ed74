using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>When a study's record was last updated.</summary>
/// <param name="Id">The study.</param>
/// <param name="Updated">The date that the registry states, its first day where it states only a month; or null.</param>
public sealed record StudyUpdate(StudyId Id, PartialDate? Updated);
