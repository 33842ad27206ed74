namespace Equipoise.Registry.Store;

/// <summary>How many studies of an origin there are, and the latest of their dates.</summary>
internal sealed class CountRow
{
    public string Origin { get; init; } = "";

    public long Studies { get; init; }

    public string? Updated { get; init; }

    public bool IsSample => string.Equals(Origin, "sample", StringComparison.Ordinal);
}
