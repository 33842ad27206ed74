namespace Equipoise.Conduct.Audit;

/// <summary>What the tables say of a subject, to be held against what the trail told.</summary>
/// <param name="Subject">The subject, such as <c>site/FR01</c>.</param>
/// <param name="Values">The values by the names that the trail gives their fields.</param>
internal sealed record SubjectRow(string Subject, params (string Field, string? Value)[] Values);
