namespace Equipoise.Conduct.Deviations;

/// <summary>What a deviation concerns: a participant, a site, or with neither the whole study.</summary>
/// <param name="Participant">The participant; null for none.</param>
/// <param name="Site">The site; null for the whole study, and for a participant, whose site it is.</param>
/// <param name="Subject">What it is about among the participant's data: <c>visit/CYC/2</c>; empty for nothing named.</param>
/// <param name="Rule">The rule by which the system found it; empty where somebody did.</param>
public sealed record DeviationPlace(string? Participant = null, string? Site = null, string Subject = "", string Rule = "");
