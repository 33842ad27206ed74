namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A stream of numbers that a seed determines: the same on every machine and with every version of .NET, which
/// <see cref="Random"/> does not promise.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014). Not for anything that must not be guessed.</remarks>
internal sealed class Draw(ulong seed)
{
    private ulong state = seed * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D;

    /// <summary>A number from 0 to <paramref name="end"/> - 1.</summary>
    public int Below(int end)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)((mixed >> 32) * (ulong)end >> 32);
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in <paramref name="percent"/> of 100 cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the choices.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>One of the choices, each as likely as its weight.</summary>
    public T Weigh<T>(params ReadOnlySpan<(int Weight, T Choice)> choices)
    {
        var total = 0;
        foreach (var (weight, _) in choices)
            total += weight;
        var left = Below(total);
        foreach (var (weight, choice) in choices)
        {
            left -= weight;
            if (left < 0)
                return choice;
        }

        return choices[^1].Choice;
    }

    /// <summary>Some of the choices, each once at most, in their own order.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> choices, int count)
    {
        var chosen = new List<T>(count);
        for (var i = 0; i < choices.Count && chosen.Count < count; i++)
        {
            if (Below(choices.Count - i) < count - chosen.Count)
                chosen.Add(choices[i]);
        }

        return chosen;
    }

    /// <summary>How many of <paramref name="count"/> independent tries succeed.</summary>
    /// <param name="count">The tries.</param>
    /// <param name="percent">The chance of each.</param>
    public int Successes(int count, int percent)
    {
        var successes = 0;
        for (var i = 0; i < count; i++)
            successes += Chance(percent) ? 1 : 0;
        return successes;
    }

    /// <summary>About standard normal, between -6 and 6: the sum of twelve even draws, minus its mean.</summary>
    public double Normal()
    {
        var sum = 0;
        for (var i = 0; i < 12; i++)
            sum += Below(10_000);
        return sum / 10_000.0 - 6;
    }
}
