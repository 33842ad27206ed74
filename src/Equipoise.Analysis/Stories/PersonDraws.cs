using System.Text;
using Equipoise.Statistics.Random;

namespace Equipoise.Analysis.Stories;

/// <summary>The random numbers of one made-up person: each a function of the seed, the person, what is drawn and its count alone, so that one more draw
/// changes no other.</summary>
/// <param name="seed">Which story.</param>
/// <param name="person">Whose numbers, from 0; what belongs to nobody has a person of its own.</param>
internal sealed class PersonDraws(ulong seed, uint person)
{
    // Keeps these draws apart from those of simulated trials, whose counters end with the replicate.
    private const uint Stories = 0x53544F52;

    /// <summary>A number between 0 and 1.</summary>
    public double Uniform(string what, int count = 0)
    {
        var words = Philox.Draw(new Philox.Words(NumberOf(what), person, (uint)count, Stories), seed);
        return ((((ulong)words.First << 20) | (words.Second >> 12)) + 0.5) / (1UL << 52);
    }

    /// <summary>A number between two.</summary>
    public double Between(double from, double to, string what, int count = 0) => from + ((to - from) * Uniform(what, count));

    /// <summary>An exponential number of mean 1.</summary>
    public double Exponential(string what, int count = 0) => -Math.Log(Uniform(what, count));

    /// <summary>A number of the standard normal distribution, after Box and Muller (Ann. Math. Statist. 1958; 29: 610).</summary>
    public double Normal(string what, int count = 0) =>
        Math.Sqrt(-2 * Math.Log(Uniform(what, count))) * Math.Cos(2 * Math.PI * Uniform($"{what}'s angle", count));

    /// <summary>Whether something of a probability happens.</summary>
    public bool Happens(double probability, string what, int count = 0) => Uniform(what, count) < probability;

    /// <summary>One of several by their weights.</summary>
    public T Choose<T>(IReadOnlyList<(T Value, double Weight)> from, string what, int count = 0)
    {
        var left = Uniform(what, count) * from.Sum(one => one.Weight);
        foreach (var (value, weight) in from)
        {
            left -= weight;
            if (left < 0)
                return value;
        }

        return from[^1].Value;
    }

    // Fowler, Noll and Vo's hash, which is the same on every machine.
    private static uint NumberOf(string what)
    {
        var hash = 2166136261;
        foreach (var letter in Encoding.UTF8.GetBytes(what))
            hash = (hash ^ letter) * 16777619;
        return hash;
    }
}
