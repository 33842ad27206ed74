namespace Equipoise.Conduct.Tumors;

/// <summary>The best overall response of a participant.</summary>
/// <param name="Response">The response.</param>
/// <param name="Date">The day of the assessment that first gave it; null where there was no assessment.</param>
public sealed record BestResponse(Response Response, DateOnly? Date);
