namespace Equipoise.Analysis.Stories;

/// <summary>Why a dose is left out.</summary>
/// <param name="Reason">The protocol's reason.</param>
/// <param name="Words">The same in words.</param>
public sealed record StoryMissedDose(string Reason, string Words);
