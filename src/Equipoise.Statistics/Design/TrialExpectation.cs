namespace Equipoise.Statistics.Design;

/// <summary>What a trial of two arms is expected to have at a calendar time.</summary>
/// <param name="Time">The time since the first participant, in the unit of the rates.</param>
/// <param name="Enrolled">Participants.</param>
/// <param name="ControlEvents">Events in the control arm.</param>
/// <param name="TreatedEvents">Events in the treated arm.</param>
/// <param name="Dropouts">Participants lost before an event.</param>
/// <param name="Score">The expected log-rank score of the treated arm, ∫ N₁N₀/(N₁ + N₀)·(λ₁ − λ₀) du over the time u since
/// entry, N being those at risk: negative where treatment is better.</param>
/// <param name="Variance">Its expected variance, ∫ N₁N₀/(N₁ + N₀)²·(N₁λ₁ + N₀λ₀) du.</param>
/// <param name="AverageHazardRatio">exp(β) where the expected score of a Cox model is 0: what such a model estimates where the
/// hazard ratio changes.</param>
public sealed record TrialExpectation(
    double Time, double Enrolled, double ControlEvents, double TreatedEvents, double Dropouts, double Score, double Variance, double AverageHazardRatio)
{
    /// <summary>Events in both arms.</summary>
    public double Events => ControlEvents + TreatedEvents;

    /// <summary>The expected standardized log-rank statistic; negative where treatment is better.</summary>
    public double Z => Score / Math.Sqrt(Variance);
}
