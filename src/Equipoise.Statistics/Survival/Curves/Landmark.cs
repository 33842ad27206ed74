namespace Equipoise.Statistics.Survival.Curves;

/// <summary>A survival curve at one time.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">How many were still at risk just before it.</param>
/// <param name="Survival">S(t).</param>
/// <param name="Error">The standard error of S(t), not of its logarithm.</param>
/// <param name="Lower">The lower confidence limit; not a number where S(t) is 0.</param>
/// <param name="Upper">The upper confidence limit; not a number where S(t) is 0.</param>
public sealed record Landmark(double Time, double AtRisk, double Survival, double Error, double Lower, double Upper);
