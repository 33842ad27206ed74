using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Treatment;

/// <summary>The exposure of an arm, or of all arms together.</summary>
/// <param name="Arm">Its code; empty for all arms together.</param>
/// <param name="Randomized">How many were allocated to it.</param>
/// <param name="Treated">How many of them got at least one dose.</param>
/// <param name="MedianCycles">The median number of cycles of those treated; null where nobody was.</param>
/// <param name="MostCycles">The largest.</param>
/// <param name="MedianDays">The median of days from first dose to last, both counted; null where nobody was treated.</param>
/// <param name="Treatments">By treatment of the arm; none where arms stand together, since a drug tells the arm.</param>
public sealed record ArmExposure(string Arm, int Randomized, int Treated, double? MedianCycles, int MostCycles, double? MedianDays, IReadOnlyList<ArmTreatmentExposure> Treatments)
{
    /// <summary>How many of the treated may still get doses.</summary>
    public int OnTreatment { get; init; }

    /// <summary>How many doses were given, and otherwise than planned.</summary>
    public DoseCounts Doses { get; init; } = DoseCounts.None;

    /// <summary>How many participants that befell at least once.</summary>
    public DoseCounts Participants { get; init; } = DoseCounts.None;

    /// <summary>Of those treated, how many got something in at least 1 cycle, in at least 2, and so on to the most.</summary>
    public IReadOnlyList<int> Reached { get; init; } = [];

    /// <summary>Adds up an arm.</summary>
    /// <param name="arm">The arm; null for all together.</param>
    /// <param name="participants">Those allocated to it.</param>
    public static ArmExposure Of(Arm? arm, IReadOnlyList<ParticipantExposure> participants)
    {
        var treated = participants.Where(one => one.Cycles > 0).ToList();
        var most = treated.Count == 0 ? 0 : treated.Max(one => one.Cycles);
        return new ArmExposure(
            arm?.Code ?? "", participants.Count, treated.Count, Median(treated.Select(one => (double)one.Cycles)), most, Median(treated.Select(one => (double)one.Days!.Value)),
            [.. (arm?.Treatments ?? []).Select(treatment => Of(treatment, treated))])
        {
            OnTreatment = treated.Count(one => one.GoesOn),
            Doses = DoseCounts.Sum(participants.Select(one => one.Counts)),
            Participants = DoseCounts.Sum(participants.Select(one => one.Counts.AtLeastOnce())),
            Reached = [.. Enumerable.Range(1, most).Select(cycles => treated.Count(one => one.Cycles >= cycles))],
        };
    }

    private static ArmTreatmentExposure Of(Protocols.Arms.Treatment treatment, IReadOnlyList<ParticipantExposure> treated)
    {
        var all = treated.SelectMany(one => one.Treatments).Where(one => string.Equals(one.Treatment, treatment.Code, StringComparison.Ordinal)).ToList();
        var mine = all.Where(one => one.Doses > 0).ToList();
        var intensities = mine.Select(one => one.RelativeDoseIntensity).OfType<double>().ToList();
        return new ArmTreatmentExposure(
            treatment.Code, treatment.Name, treatment.Dose.Unit, mine.Sum(one => one.Doses), mine.Sum(one => one.Amount), Median(mine.Select(one => (double)one.Amount)), Median(intensities),
            intensities.Count(intensity => intensity >= ArmTreatmentExposure.HighIntensity), intensities.Count)
        {
            Counts = DoseCounts.Sum(all.Select(one => one.Counts)),
            Participants = DoseCounts.Sum(all.Select(one => one.Counts.AtLeastOnce())),
        };
    }

    // Of an even number the mean of the two in the middle.
    private static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
