using Equipoise.Conduct.Treatment;

namespace Equipoise.Analysis.Datasets;

/// <summary>How much of a treatment a participant got until the cutoff: a row of exposure (ADEX).</summary>
/// <param name="Participant">The participant's code.</param>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Doses">How many doses.</param>
/// <param name="Amount">Their sum; null where an entry does not say.</param>
/// <param name="Unit">The unit of the sum; empty where none is said.</param>
/// <param name="First">The day of the first.</param>
/// <param name="Last">The day of the last.</param>
public sealed record ExposureRow(string Participant, string Treatment, int Doses, decimal? Amount, string Unit, DateOnly First, DateOnly Last)
{
    /// <summary>How many doses were left out.</summary>
    public int Missed { get; init; }

    /// <summary>The dose intensity as a share of the planned one; null where it cannot be told.</summary>
    public double? RelativeDoseIntensity { get; init; }

    /// <summary>The treatments that a participant got.</summary>
    internal static IEnumerable<ExposureRow> Of(ParticipantExposure exposure) =>
        exposure.Treatments.Where(one => one is { First: not null, Last: not null }).OrderBy(one => one.Treatment, StringComparer.Ordinal).Select(one =>
            new ExposureRow(exposure.Participant, one.Treatment, one.Doses, one.OpenSupplies == 0 ? one.Amount : null, one.Unit, one.First!.Value, one.Last!.Value)
            {
                Missed = one.Missed,
                RelativeDoseIntensity = one.RelativeDoseIntensity is { } share ? Math.Round(share, 6) : null,
            });
}
