using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Matching;

/// <summary>Many patients as columns of facts. About 8 bytes a value and 12 an event, whatever the record wrote.</summary>
/// <remarks>Fill it on one thread; once filled, any number may read.</remarks>
public sealed class PatientColumns
{
    private static readonly Claim Undated = new(On: null);

    private readonly List<string> ids = [];
    private readonly Dictionary<FactDate, int> knownDates = [];
    private readonly Dictionary<string, ValueColumn> values = new(StringComparer.Ordinal);

    /// <summary>How many patients there are.</summary>
    public int Count => ids.Count;

    /// <summary>The patients' ids, in the order in which they came.</summary>
    public IReadOnlyList<string> Ids => ids;

    internal List<FactDate> Dates { get; } = [];

    /// <summary>The first day that each date may mean.</summary>
    internal List<int> FirstDays { get; } = [];

    /// <summary>The last one.</summary>
    internal List<int> LastDays { get; } = [];

    internal List<int> Born { get; } = [];

    internal List<string?> Sex { get; } = [];

    /// <summary>The word of each that it names every condition; null where it gives none.</summary>
    internal List<Claim?> AllConditions { get; } = [];

    internal List<Claim?> AllTherapies { get; } = [];

    /// <summary>The first day on which each may have been dead, as a day's number; the greatest number for the living.</summary>
    internal List<int> Died { get; } = [];

    internal EventColumn Conditions { get; } = new();

    internal EventColumn Therapies { get; } = new();

    internal List<IReadOnlyList<CircumstanceFact>> Circumstances { get; } = [];

    internal List<IReadOnlyList<FactDate>> Progressions { get; } = [];

    /// <summary>Takes a patient in.</summary>
    public void Add(PatientFacts patient)
    {
        var place = Count;
        ids.Add(patient.Id);
        Born.Add(DateOf(patient.Born));
        Sex.Add(patient.Sex);
        Died.Add(!patient.HasDied ? int.MaxValue : patient.Died?.First.DayNumber ?? int.MinValue);
        AllConditions.Add(patient.AllConditions is { On: null } ? Undated : patient.AllConditions);
        AllTherapies.Add(patient.AllTherapies is { On: null } ? Undated : patient.AllTherapies);
        foreach (var fact in patient.Values)
        {
            if (!values.TryGetValue(fact.Variable, out var column))
                values.Add(fact.Variable, column = new ValueColumn());
            column.Add(place, fact, DateOf(fact.Date));
        }

        foreach (var fact in CloserNames.Mark(patient.Conditions, Concepts.Conditions))
            Conditions.Add(place, fact, DateOf(fact.Start), DateOf(fact.End));
        foreach (var fact in TherapyPurpose.Mark(CloserNames.Mark(patient.Therapies, Concepts.Therapies), patient.Conditions))
            Therapies.Add(place, fact, DateOf(fact.Start), DateOf(fact.End));
        Progressions.Add(patient.Progressions.Count == 0 ? [] : [.. patient.Progressions]);
        Circumstances.Add(patient.Circumstances.Count == 0 ? [] : [.. patient.Circumstances]);
    }

    internal ValueColumn? Values(string variable) => values.GetValueOrDefault(variable);

    /// <summary>A patient's values of these variables as facts, for what the columns alone do not decide.</summary>
    internal PatientFacts Only(int patient, params ReadOnlySpan<string> variables)
    {
        var facts = new List<ValueFact>();
        foreach (var variable in variables)
        {
            if (values.TryGetValue(variable, out var column))
            {
                for (var at = column.Start(patient); at < column.Start(patient + 1); at++)
                    facts.Add(column.Readings[column.Reading[at]] with { Date = DateAt(column.Date[at]) });
            }
        }

        return new PatientFacts { Id = Ids[patient], Born = DateAt(Born[patient]), Sex = Sex[patient], Values = facts, Circumstances = Circumstances[patient] };
    }

    internal FactDate? DateAt(int place) => place < 0 ? null : Dates[place];

    private int DateOf(FactDate? date)
    {
        if (date is null)
            return -1;
        if (!knownDates.TryGetValue(date, out var place))
        {
            knownDates.Add(date, place = Dates.Count);
            Dates.Add(date);
            FirstDays.Add(date.First.DayNumber);
            LastDays.Add(date.Last.DayNumber);
        }

        return place;
    }
}
