namespace Equipoise.Analysis.Stories;

/// <summary>Something that is done otherwise than the protocol has it.</summary>
/// <param name="Category">The category of deviations.</param>
/// <param name="Words">What it is.</param>
/// <param name="IsImportant">Whether it is important.</param>
public sealed record StoryDeviation(string Category, string Words, bool IsImportant);
