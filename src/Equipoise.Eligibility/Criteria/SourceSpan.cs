using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Criteria;

/// <summary>A stretch of the text a criterion was read from.</summary>
/// <param name="Start">The first character, counted in UTF-16 units from the start of the text.</param>
/// <param name="End">The character after the last.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>How many UTF-16 units it covers.</summary>
    public int Length => End - Start;
}
