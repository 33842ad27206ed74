namespace Equipoise.Conduct.Publication;

/// <summary>A site as the public is told of it.</summary>
/// <param name="Code">The site's code.</param>
/// <param name="Name">The institution.</param>
/// <param name="Country">The country.</param>
/// <param name="Status">Whether it enrolls, as the registry codes it: <c>RECRUITING</c>, <c>NOT_YET_RECRUITING</c>, <c>ACTIVE_NOT_RECRUITING</c>.</param>
public sealed record PublishedSite(string Code, string Name, string Country, string Status);
