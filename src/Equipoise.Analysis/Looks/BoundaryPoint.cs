namespace Equipoise.Analysis.Looks;

/// <summary>One look at one comparison, in the figure of boundaries.</summary>
/// <param name="Information">Its information fraction.</param>
/// <param name="Boundary">The boundary of Z for efficacy; infinite where there is no share of the error.</param>
/// <param name="Z">The statistic; null where the look is to come.</param>
/// <param name="Futility">The boundary of Z for futility; null where there is none.</param>
public sealed record BoundaryPoint(double Information, double Boundary, double? Z, double? Futility = null);
