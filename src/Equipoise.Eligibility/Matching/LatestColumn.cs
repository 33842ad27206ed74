using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>Finds each patient's one latest value of a variable, where there plainly is one.</summary>
/// <param name="column">The values; null where no patient has any.</param>
/// <param name="patients">The patients.</param>
/// <param name="asOf">Later values do not count.</param>
/// <param name="fits">For each reading whether it counts; null for all.</param>
/// <param name="needsDate">Whether values without a date do not count.</param>
internal sealed class LatestColumn(ValueColumn? column, PatientColumns patients, DateOnly asOf, bool[]? fits, bool needsDate)
{
    /// <summary>There is no value.</summary>
    public const int None = -1;

    /// <summary>There are several that may be the latest, for <see cref="LatestValues"/> to weigh.</summary>
    public const int Several = -2;

    private readonly int today = asOf.DayNumber;

    /// <summary>The place of the value in the column.</summary>
    public int Find(int patient)
    {
        if (column is null)
            return None;
        var (best, bestDay, count, isPlain) = (None, int.MinValue, 0, true);
        var end = column.Start(patient + 1);
        for (var at = column.Start(patient); at < end; at++)
        {
            if (fits is not null && !fits[column.Reading[at]])
                continue;
            var date = column.Date[at];
            var (first, last) = date < 0 ? (int.MinValue, int.MinValue) : (patients.FirstDays[date], patients.LastDays[date]);
            if (first > today || (needsDate && date < 0))
                continue;
            count++;
            isPlain &= date >= 0 && first == last && last != bestDay;
            if (best == None || last > bestDay)
                (best, bestDay) = (at, last);
        }

        return count > 1 && !isPlain ? Several : best;
    }
}
