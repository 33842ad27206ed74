namespace Equipoise.Statistics.Design;

/// <summary>One design of a comparison of two arms: what it needs, when it is there, and what a delayed effect leaves of its power.</summary>
/// <param name="HazardRatio">The hazard ratio to detect.</param>
/// <param name="Alpha">The one-sided error probability.</param>
/// <param name="Power">The power.</param>
/// <param name="Events">The events needed, a whole number (Schoenfeld).</param>
/// <param name="Share">Events as a part of the participants of the two arms.</param>
/// <param name="SmallestEffect">The largest estimate of a hazard ratio below 1 that is then significant: what "smallest significant" means for an effect.</param>
/// <param name="Month">When the events are expected; null where they never come.</param>
/// <param name="Refusal">Why there is no month, in a sentence; null where there is one.</param>
/// <param name="Delay">How long the effect of the next two figures takes to begin.</param>
/// <param name="DelayedPower">The power at the same month if the effect begins after the delay; at month 60 where the events never come.</param>
/// <param name="DelayedAverageRatio">The average hazard ratio there.</param>
public sealed record DesignRow(
    double HazardRatio, double Alpha, double Power, double Events, double Share, double SmallestEffect, double? Month, string? Refusal, double Delay, double DelayedPower, double DelayedAverageRatio);
