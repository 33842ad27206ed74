namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>An invented sponsor.</summary>
/// <param name="Name">Its name, which says that it is invented.</param>
/// <param name="Class">The registry's class of sponsors.</param>
/// <param name="Country">Where it is at home.</param>
internal sealed record Funder(string Name, string Class, string Country);
