namespace Equipoise.Conduct.Tumors;

/// <summary>The overall response as a person judged it.</summary>
/// <param name="Entry">The entry it was read from.</param>
/// <param name="Date">The day of imaging.</param>
/// <param name="Overall">The response.</param>
public sealed record ResponseCall(string Entry, DateOnly Date, Response Overall);
