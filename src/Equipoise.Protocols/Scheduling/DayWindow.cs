using System.Runtime.InteropServices;

namespace Equipoise.Protocols.Scheduling;

/// <summary>How far from its planned day something may be done.</summary>
/// <param name="Before">Days earlier, at least 0.</param>
/// <param name="After">Days later, at least 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DayWindow(int Before, int After)
{
    /// <inheritdoc/>
    public override string ToString() => Before == After ? $"±{Before} d" : $"-{Before}/+{After} d";
}
