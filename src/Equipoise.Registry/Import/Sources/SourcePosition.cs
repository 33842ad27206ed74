using System.Globalization;
using System.Runtime.InteropServices;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Where in a source something stands.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Number">The count.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourcePosition(SourceUnit Unit, long Number)
{
    /// <summary>Such as <c>line 7</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Unit.ToString().ToLowerInvariant()} {Number}");
}
