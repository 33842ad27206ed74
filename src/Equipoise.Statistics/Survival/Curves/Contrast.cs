namespace Equipoise.Statistics.Survival.Curves;

/// <summary>A comparison of two arms.</summary>
/// <param name="Estimate">The difference or ratio.</param>
/// <param name="Lower">Its lower confidence limit.</param>
/// <param name="Upper">Its upper confidence limit.</param>
/// <param name="PValue">The two-sided probability of as large a difference if there is none.</param>
public sealed record Contrast(double Estimate, double Lower, double Upper, double PValue);
