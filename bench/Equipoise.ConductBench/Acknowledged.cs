namespace Equipoise.ConductBench;

/// <summary>What clients were told of allocations: the number and arm of each participant, as first heard.</summary>
internal sealed class Acknowledged
{
    private readonly Dictionary<string, string> words = new(StringComparer.Ordinal);
    private readonly List<string> contradictions = [];
    private readonly Lock gate = new();

    public int Count
    {
        get
        {
            lock (gate)
                return words.Count;
        }
    }

    /// <summary>Answers that were not what the same participant was told before.</summary>
    public IReadOnlyList<string> Contradictions
    {
        get
        {
            lock (gate)
                return [.. contradictions];
        }
    }

    public void Hear(string participant, string number, string arm)
    {
        lock (gate)
        {
            if (!words.TryAdd(participant, $"{number} {arm}") && words[participant] is var before && !string.Equals(before, $"{number} {arm}", StringComparison.Ordinal))
                contradictions.Add($"{participant} was told {before} and later {number} {arm}.");
        }
    }

    /// <summary>Somebody who was told something, by a number.</summary>
    public string? Somebody(int number)
    {
        lock (gate)
            return words.Count == 0 ? null : words.Keys.ElementAt(number % words.Count);
    }

    /// <summary>The sentences about acknowledged allocations that are not on record as they were acknowledged, once each.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<(string Participant, string Number, string Arm)> record)
    {
        var onRecord = record.ToLookup(one => one.Participant, one => $"{one.Number} {one.Arm}", StringComparer.Ordinal);
        lock (gate)
        {
            return
            [
                .. words.Where(told => !onRecord[told.Key].SequenceEqual([told.Value], StringComparer.Ordinal))
                    .Select(told => $"{told.Key} was told {told.Value}, and on record is: {string.Join("; ", onRecord[told.Key])}."),
            ];
        }
    }
}
