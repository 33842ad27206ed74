namespace Equipoise.Protocols.Randomizing;

/// <summary>The sizes that blocks may have.</summary>
/// <param name="Sizes">Each a whole multiple of the sum of the ratio; each is equally likely.</param>
public sealed record PermutedBlocks(IReadOnlyList<int> Sizes);
