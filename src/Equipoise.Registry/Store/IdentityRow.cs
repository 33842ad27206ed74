namespace Equipoise.Registry.Store;

/// <summary>The row of <c>change_count</c>.</summary>
internal sealed class IdentityRow
{
    public string StoreId { get; init; } = "";

    public long LastChange { get; init; }

    public StoreIdentity ToIdentity() => new(StoreId, LastChange);
}
