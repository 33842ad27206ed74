namespace Equipoise.Conduct.Review;

/// <summary>A form entry as somebody read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version they read.</param>
public sealed record EntryRead(string Id, long Version);
