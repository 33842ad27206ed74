namespace Equipoise.Conduct.Screening;

/// <summary>A statement of a criterion that only a person can settle.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Decision">What the investigator decided; null where nothing yet.</param>
public sealed record OpenStatement(string Statement, Decision? Decision);
