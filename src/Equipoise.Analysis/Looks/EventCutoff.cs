using System.Globalization;
using Equipoise.Analysis.Endpoints;

namespace Equipoise.Analysis.Looks;

/// <summary>Finds the day on which a number of events was reached.</summary>
public static class EventCutoff
{
    /// <summary>The day of the n-th event, in the order of their days; all events of that day are known on it.</summary>
    /// <param name="times">The times that are counted.</param>
    /// <param name="number">n, from 1.</param>
    /// <exception cref="AnalysisException">There are fewer.</exception>
    public static DateOnly Day(IEnumerable<EventTime> times, int number)
    {
        var days = times.Where(time => time.IsEvent).Select(time => time.End).Order().ToList();
        if (number < 1)
            throw new AnalysisException("Events are counted from 1.");
        return number <= days.Count
            ? days[number - 1]
            : throw new AnalysisException(string.Create(CultureInfo.InvariantCulture, $"There are {days.Count} events on record by today, not {number}: wait, or choose a cutoff by its day."));
    }
}
