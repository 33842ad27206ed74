namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A condition as a study may call it, and its MeSH term.</summary>
internal sealed record Condition(string Name, Mesh Mesh);
