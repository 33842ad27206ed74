namespace Equipoise.Conduct.Safety;

/// <summary>Whether a treatment caused an adverse event, by the investigator.</summary>
/// <param name="Treatment">The treatment's code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Answer">The answer as people read it; empty where there is none.</param>
/// <param name="IsRelated">Whether it says yes.</param>
public sealed record Causality(string Treatment, string Name, string Answer, bool IsRelated);
