using Equipoise.Statistics.Design;

namespace Equipoise.Analysis.Plans;

/// <summary>The course of events that the design expected.</summary>
/// <param name="Accrual">Participants per month since the first, in all arms.</param>
/// <param name="HazardRatios">The hazard ratio of each arm to the control arm, by the arm's code; 1 for who is not named.</param>
/// <param name="Dropout">The hazard per month of being lost.</param>
public sealed record PlannedCourse(PiecewiseRate Accrual, IReadOnlyDictionary<string, double> HazardRatios, double Dropout);
