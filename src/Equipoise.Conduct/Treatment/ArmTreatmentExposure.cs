namespace Equipoise.Conduct.Treatment;

/// <summary>The exposure of an arm to one treatment.</summary>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Name">The drug.</param>
/// <param name="Unit">The unit of the amounts.</param>
/// <param name="Doses">How many doses, or supplies, were given in all.</param>
/// <param name="Amount">What was given in all.</param>
/// <param name="MedianAmount">The median of what each participant had; null where nobody had any.</param>
/// <param name="MedianIntensity">The median relative dose intensity; null where none is known.</param>
/// <param name="WithHighIntensity">How many had a relative dose intensity of at least <see cref="HighIntensity"/>.</param>
/// <param name="WithIntensity">Of how many it is known.</param>
public sealed record ArmTreatmentExposure(
    string Treatment, string Name, string Unit, int Doses, decimal Amount, double? MedianAmount, double? MedianIntensity, int WithHighIntensity, int WithIntensity)
{
    /// <summary>The relative dose intensity from which on reports of oncology trials call it high: 85 %.</summary>
    public const double HighIntensity = 0.85;

    /// <summary>How many doses were given, and otherwise than planned.</summary>
    public DoseCounts Counts { get; init; } = DoseCounts.None;

    /// <summary>How many participants that befell at least once.</summary>
    public DoseCounts Participants { get; init; } = DoseCounts.None;
}
