namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A term of the Medical Subject Headings.</summary>
internal sealed record Mesh(string Id, string Term);
