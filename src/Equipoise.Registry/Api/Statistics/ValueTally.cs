using System.Runtime.InteropServices;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>How many studies have each value of a field, in bounded memory.</summary>
/// <remarks>Exact until the different values take more than <see cref="MostWeight"/>; then those met least are forgotten, and a value that
/// was forgotten and met again counts too few studies, up to <see cref="Forgotten"/> (lossy counting: Manku and Motwani, VLDB 2002). A value
/// met often from the beginning is never forgotten.</remarks>
/// <param name="mostWeight">The characters that values may take, and 40 more for each of them.</param>
public sealed class ValueTally(long mostWeight = ValueTally.MostWeight)
{
    /// <summary>What the values of one field may take: about 8 MB.</summary>
    public const long MostWeight = 4_000_000;

    private const int WeightOfEntry = 40;
    private readonly Dictionary<string, (int Studies, int Missed)> studies = new(StringComparer.Ordinal);
    private readonly DistinctCount distinct = new();
    private long weight;

    /// <summary>The most studies by which a count can be too small; 0 while all is exact.</summary>
    public int Forgotten { get; private set; }

    /// <summary>How many different values there were: exactly, or once values were forgotten, within about 1 %.</summary>
    public long Count => Forgotten == 0 ? studies.Count : Math.Max(studies.Count, distinct.Estimate());

    /// <summary>Counts one more study that has a value.</summary>
    public void Add(string value)
    {
        distinct.Add(value);
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(studies, value, out var isKnown);
        count = (count.Studies + 1, isKnown ? count.Missed : Forgotten);
        if (isKnown)
            return;
        weight += value.Length + WeightOfEntry;
        while (weight > mostWeight)
            Forget();
    }

    /// <summary>How many studies have a value.</summary>
    public int Of(string value) => studies.GetValueOrDefault(value).Studies;

    /// <summary>The values that most studies have, those with as many in the order of their characters.</summary>
    public IEnumerable<(string Value, int Studies)> Top(int most) =>
        studies.OrderByDescending(entry => entry.Value.Studies).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(most).Select(entry => (entry.Key, entry.Value.Studies));

    private void Forget()
    {
        Forgotten++;
        foreach (var (value, _) in studies.Where(entry => entry.Value.Studies + entry.Value.Missed <= Forgotten).ToList())
        {
            studies.Remove(value);
            weight -= value.Length + WeightOfEntry;
        }
    }
}
