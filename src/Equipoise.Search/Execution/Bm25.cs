using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>BM25 of one word (Robertson, Zaragoza: The probabilistic relevance framework, 2009): <c>rarity · tf / (tf + k1 · (1 − b + b ·
/// length / average length))</c>, where <c>rarity = ln(1 + (N − n + 0.5) / (n + 0.5))</c>, N is the number of documents and n of those with the word.</summary>
/// <param name="Rarity">The word's rarity times any boost.</param>
/// <param name="Saturation">k1.</param>
/// <param name="LengthPenalty">b.</param>
/// <param name="AverageLength">The average weighted length of the documents that have any.</param>
internal sealed record Bm25(float Rarity, double Saturation, double LengthPenalty, double AverageLength)
{
    private float[]? byCode;

    /// <summary>What is added to tf below the line, by the code of the length.</summary>
    public float[] ByCode => byCode ??= [.. Impact.Lengths.Select(length => Damping(length))];

    public float Damping(double length) => (float)(Saturation * (1 - LengthPenalty + LengthPenalty * length / AverageLength));

    public float Of(float occurrences, float damping) => Rarity * occurrences / (occurrences + damping);

    public static double RarityOf(int documents, int withWord) => Math.Log(1 + (documents - withWord + 0.5) / (withWord + 0.5));
}
