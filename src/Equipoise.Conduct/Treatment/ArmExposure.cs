using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Treatment;

/// <summary>The exposure of an arm.</summary>
/// <param name="Arm">Its code.</param>
/// <param name="Randomized">How many were allocated to it.</param>
/// <param name="Treated">How many of them got at least one dose.</param>
/// <param name="MedianCycles">The median number of cycles of those treated; null where nobody was.</param>
/// <param name="MostCycles">The largest.</param>
/// <param name="MedianDays">The median of days from first dose to last, both counted; null where nobody was treated.</param>
/// <param name="Treatments">By treatment of the arm.</param>
public sealed record ArmExposure(string Arm, int Randomized, int Treated, double? MedianCycles, int MostCycles, double? MedianDays, IReadOnlyList<ArmTreatmentExposure> Treatments)
{
    /// <summary>Adds up an arm.</summary>
    public static ArmExposure Of(Arm arm, IReadOnlyList<ParticipantExposure> participants)
    {
        var treated = participants.Where(one => one.Cycles > 0).ToList();
        return new ArmExposure(
            arm.Code, participants.Count, treated.Count, Median(treated.Select(one => (double)one.Cycles)), treated.Count == 0 ? 0 : treated.Max(one => one.Cycles),
            Median(treated.Select(one => (double)one.Days!.Value)),
            [.. arm.Treatments.Select(treatment => Of(treatment, treated))]);
    }

    private static ArmTreatmentExposure Of(Protocols.Arms.Treatment treatment, IEnumerable<ParticipantExposure> treated)
    {
        var mine = treated.SelectMany(one => one.Treatments).Where(one => string.Equals(one.Treatment, treatment.Code, StringComparison.Ordinal) && one.Doses > 0).ToList();
        var intensities = mine.Select(one => one.RelativeDoseIntensity).OfType<double>().ToList();
        return new ArmTreatmentExposure(
            treatment.Code, treatment.Name, treatment.Dose.Unit, mine.Sum(one => one.Doses), mine.Sum(one => one.Amount), Median(mine.Select(one => (double)one.Amount)), Median(intensities),
            intensities.Count(intensity => intensity >= ArmTreatmentExposure.HighIntensity), intensities.Count);
    }

    // Of an even number the mean of the two in the middle.
    private static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
