namespace Equipoise.Conduct.Access;

/// <summary>A role that somebody has been given.</summary>
/// <param name="Role">The role.</param>
/// <param name="Site">The code of the only site it holds for, or null where it holds for all.</param>
public sealed record Grant(Role Role, string? Site = null);
