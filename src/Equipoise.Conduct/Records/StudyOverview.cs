using Equipoise.Conduct.Sites;

namespace Equipoise.Conduct.Records;

/// <summary>What somebody may see of a study to know how it goes.</summary>
/// <param name="Records">What is on record at the sites they may see; allocations name no arm unless <paramref name="ShowsArms"/>.</param>
/// <param name="Sites">These sites.</param>
/// <param name="IsWhole">Whether these are all sites of the study.</param>
/// <param name="ShowsArms">Whether they may see data of several participants together by arm.</param>
public sealed record StudyOverview(StudyRecords Records, IReadOnlyList<Site> Sites, bool IsWhole, bool ShowsArms);
