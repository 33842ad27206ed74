using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Matching;

/// <summary>All values of one variable: for each patient a run of pairs of a reading and a date.</summary>
/// <remarks>A reading is a value with its unit, bound and normal range. Laboratories report few different ones, so each is kept, and
/// compared with a limit, once.</remarks>
internal sealed class ValueColumn
{
    private readonly Dictionary<ValueFact, int> known = [];
    private readonly List<int> starts = [];

    /// <summary>The different readings, without date and source.</summary>
    public List<ValueFact> Readings { get; } = [];

    /// <summary>The reading of each value, patient after patient.</summary>
    public List<int> Reading { get; } = [];

    /// <summary>The date of each value by its place in the table of dates; -1 for none.</summary>
    public List<int> Date { get; } = [];

    /// <summary>Where a patient's values begin.</summary>
    public int Start(int patient) => patient < starts.Count ? starts[patient] : Reading.Count;

    /// <summary>Takes a value in; patients come in their order.</summary>
    public void Add(int patient, ValueFact fact, int date)
    {
        while (starts.Count <= patient)
            starts.Add(Reading.Count);
        // What was written where a value could not be read says nothing more here.
        var bare = fact with { Date = null, Source = "", Unread = fact.Unread is null ? null : "" };
        if (!known.TryGetValue(bare, out var reading))
        {
            known.Add(bare, reading = Readings.Count);
            Readings.Add(bare);
        }

        Reading.Add(reading);
        Date.Add(date);
    }
}
