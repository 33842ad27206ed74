namespace Equipoise.Registry.Indexing;

/// <summary>An index laid beside the store it follows.</summary>
/// <param name="Studies">How many studies the store holds, samples among them.</param>
/// <param name="Behind">How many changes of the store are not taken in.</param>
/// <param name="Missing">Studies that the store has and the index has not.</param>
/// <param name="Surplus">Studies that the index has and the store has not.</param>
public sealed record IndexComparison(long Studies, long Behind, IReadOnlyList<string> Missing, IReadOnlyList<string> Surplus)
{
    /// <summary>What is wrong with the files of the index, a sentence each. Where there is any, studies were not compared.</summary>
    public IReadOnlyList<string> Damages { get; init; } = [];

    /// <summary>True where both hold the same studies, no change is waiting, and no file is damaged.</summary>
    public bool IsWhole => Damages.Count == 0 && Behind == 0 && Missing.Count == 0 && Surplus.Count == 0;
}
