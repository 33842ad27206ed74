namespace Equipoise.Registry.Store;

/// <summary>Which store it is, and how far it has come.</summary>
/// <param name="StoreId">A name made at random when the store was made.</param>
/// <param name="LastChange">The number of its last change.</param>
public sealed record StoreIdentity(string StoreId, long LastChange);
