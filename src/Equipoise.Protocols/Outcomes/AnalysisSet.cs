namespace Equipoise.Protocols.Outcomes;

/// <summary>Who is analyzed.</summary>
/// <param name="Code">Its code: "ITT".</param>
/// <param name="Name">What people call it.</param>
/// <param name="Definition">Who belongs to it.</param>
public sealed record AnalysisSet(string Code, string Name, string Definition);
