using Equipoise.Statistics.Design;

namespace Equipoise.Analysis.Designs;

/// <summary>What is expected of a comparison month by month.</summary>
/// <param name="HazardRatio">The hazard ratio that is assumed, from entry on.</param>
/// <param name="Months">Participants and events at the end of each month, from the first.</param>
public sealed record ExpectedCourse(double HazardRatio, IReadOnlyList<TrialExpectation> Months);
