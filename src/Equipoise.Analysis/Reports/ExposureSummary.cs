using Equipoise.Analysis.Datasets;

namespace Equipoise.Analysis.Reports;

/// <summary>How much of a treatment the participants of an arm got (ICH E3 12.1).</summary>
/// <param name="Arm">The arm whose treatment they got.</param>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Participants">How many got it.</param>
/// <param name="MedianDoses">The median number of doses.</param>
/// <param name="Doses">The least and the most.</param>
/// <param name="MedianDays">The median number of days from the first dose to the last, both counted.</param>
/// <param name="MeanAmount">The mean cumulative dose; null where an entry does not say.</param>
/// <param name="Unit">Its unit.</param>
public sealed record ExposureSummary(string Arm, string Treatment, int Participants, double MedianDoses, (int Least, int Most) Doses, double MedianDays, decimal? MeanAmount, string Unit)
{
    /// <summary>How many of them had a dose left out.</summary>
    public int WithMissed { get; init; }

    /// <summary>The median relative dose intensity, 1 for all as planned; null where it cannot be told of anybody.</summary>
    public double? MedianIntensity { get; init; }

    /// <summary>Sums up, in the order of the arms.</summary>
    public static IReadOnlyList<ExposureSummary> Of(StudyData data, IReadOnlyList<string> arms)
    {
        ArgumentNullException.ThrowIfNull(data);
        var armOf = data.Subjects.ToDictionary(subject => subject.Code, subject => subject.TreatedArm, StringComparer.Ordinal);
        return
        [
            .. from arm in arms
               from treatment in data.Exposure.Where(row => string.Equals(armOf.GetValueOrDefault(row.Participant), arm, StringComparison.Ordinal)).GroupBy(row => row.Treatment, StringComparer.Ordinal).OrderBy(rows => rows.Key, StringComparer.Ordinal)
               select Sum(arm, treatment.Key, [.. treatment]),
        ];
    }

    private static ExposureSummary Sum(string arm, string treatment, IReadOnlyList<ExposureRow> rows) => new(
        arm,
        treatment,
        rows.Count,
        Median([.. rows.Select(row => (double)row.Doses)]),
        (rows.Min(row => row.Doses), rows.Max(row => row.Doses)),
        Median([.. rows.Select(row => row.Last.DayNumber - row.First.DayNumber + 1.0)]),
        rows.All(row => row.Amount is not null) ? rows.Average(row => row.Amount) : null,
        rows[0].Unit)
    {
        WithMissed = rows.Count(row => row.Missed > 0),
        MedianIntensity = rows.Any(row => row.RelativeDoseIntensity is not null) ? Median([.. rows.Select(row => row.RelativeDoseIntensity).OfType<double>()]) : null,
    };

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
