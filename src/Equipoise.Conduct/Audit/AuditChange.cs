namespace Equipoise.Conduct.Audit;

/// <summary>One value that a step changed.</summary>
/// <param name="Field">Which value: its name within the subject, such as <c>weight</c>.</param>
/// <param name="Old">What it was; null where there was nothing.</param>
/// <param name="New">What it is; null where it was taken away.</param>
public sealed record AuditChange(string Field, string? Old, string? New);
