using System.Runtime.InteropServices;

namespace Equipoise.Search.Searching;

/// <summary>What a hit was sorted by on one level: a number (score, number, day number, kilometers), a text, or nothing.</summary>
/// <param name="Number">The number, or null.</param>
/// <param name="Text">The text, or null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SortValue(double? Number, string? Text)
{
    /// <summary>Whether the hit has no value.</summary>
    public bool IsMissing => Number is null && Text is null;
}
