namespace Equipoise.Analysis.Stories;

/// <summary>A site of a made-up trial.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Where it is.</param>
/// <param name="Opens">The day on which it is activated.</param>
/// <param name="Share">Its part of all who are screened, relative to the others'.</param>
public sealed record MadeUpSite(string Code, string Name, StoryCountry Country, DateOnly Opens, double Share);
