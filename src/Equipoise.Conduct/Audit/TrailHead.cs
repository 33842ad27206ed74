namespace Equipoise.Conduct.Audit;

/// <summary>Where a trail ends.</summary>
/// <param name="Trail">The trail.</param>
/// <param name="Number">The number of its last entry.</param>
/// <param name="Hash">That entry's hash.</param>
public sealed record TrailHead(string Trail, long Number, string Hash);
