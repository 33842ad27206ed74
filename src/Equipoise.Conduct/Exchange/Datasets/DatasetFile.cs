namespace Equipoise.Conduct.Exchange.Datasets;

/// <summary>What a file of data sets says of itself.</summary>
/// <param name="StudyOid">The study.</param>
/// <param name="Version">The standard and the version of the protocol that its metadata follow, such as <c>MDV.SDTMIG.3.4.1.0</c>.</param>
/// <param name="Created">When it is written.</param>
/// <param name="LastModified">The data are as of this moment.</param>
/// <param name="System">The version of this program.</param>
/// <param name="IsSimulated">Whether the study is simulated.</param>
public sealed record DatasetFile(string StudyOid, string Version, DateTimeOffset Created, DateTimeOffset LastModified, string System, bool IsSimulated);
