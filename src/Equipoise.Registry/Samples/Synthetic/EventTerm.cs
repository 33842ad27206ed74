namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>An adverse event.</summary>
/// <param name="IsSerious">True for one that is counted as serious.</param>
/// <param name="Term">Its name.</param>
/// <param name="OrganSystem">The system it belongs to.</param>
/// <param name="Percent">How many participants of 100 have it.</param>
internal sealed record EventTerm(bool IsSerious, string Term, string OrganSystem, int Percent);
