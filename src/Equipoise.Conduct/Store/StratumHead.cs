namespace Equipoise.Conduct.Store;

/// <summary>How many slots of a stratum are used.</summary>
internal sealed class StratumHead
{
    public string Stratum { get; init; } = "";

    public long Used { get; init; }
}
