using System.Runtime.InteropServices;

namespace Equipoise.Search.Highlighting;

/// <summary>A marked range.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is, in UTF-16 code units.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Mark(int Start, int Length);
