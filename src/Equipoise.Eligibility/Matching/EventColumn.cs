using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Matching;

/// <summary>All conditions, or all treatments: for each patient a run of what it was and when it began and ended.</summary>
internal sealed class EventColumn
{
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly List<int> starts = [];

    /// <summary>The different kinds: concepts, standing and words, without dates and source.</summary>
    public List<EventFact> Kinds { get; } = [];

    /// <summary>The kind of each event, patient after patient.</summary>
    public List<int> Kind { get; } = [];

    /// <summary>When each began, by its place in the table of dates; -1 for unknown.</summary>
    public List<int> Began { get; } = [];

    /// <summary>When each ended.</summary>
    public List<int> Ended { get; } = [];

    /// <summary>Where a patient's events begin.</summary>
    public int Start(int patient) => patient < starts.Count ? starts[patient] : Kind.Count;

    /// <summary>Takes an event in; patients come in their order.</summary>
    public void Add(int patient, EventFact fact, int began, int ended)
    {
        while (starts.Count <= patient)
            starts.Add(Kind.Count);
        var name = $"{(int)fact.Standing}\n{fact.Words}\n{string.Join('\n', fact.Concepts)}\t{string.Join('\n', fact.NamedCloser)}\t{string.Join('\n', fact.Reasons)}\t{fact.GivenFor.Length > 0}\t{string.Join('\n', fact.MayBeFor)}";
        if (!known.TryGetValue(name, out var kind))
        {
            known.Add(name, kind = Kinds.Count);
            Kinds.Add(fact with { Start = null, End = null, Source = "" });
        }

        Kind.Add(kind);
        Began.Add(began);
        Ended.Add(ended);
    }
}
