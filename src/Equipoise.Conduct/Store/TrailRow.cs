namespace Equipoise.Conduct.Store;

/// <summary>The head of a trail.</summary>
internal sealed class TrailRow
{
    public string Trail { get; init; } = "";

    public long Number { get; init; }

    public string Hash { get; init; } = "";
}
