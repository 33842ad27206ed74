using Equipoise.Statistics.Simulation;

namespace Equipoise.Analysis.Simulation;

/// <summary>A scenario as a file states it.</summary>
/// <param name="Title">What it calls itself.</param>
/// <param name="Note">Where its numbers come from; null where it does not say.</param>
/// <param name="Trial">The trial.</param>
public sealed record NamedScenario(string Title, string? Note, TrialScenario Trial);
