using System.Runtime.InteropServices;

namespace Equipoise.Web.Places;

/// <summary>A dot of a map.</summary>
/// <param name="X">From the left, in units of the map.</param>
/// <param name="Y">From the top.</param>
/// <param name="Radius">Its size.</param>
/// <param name="Label">What it stands for.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MapDot(double X, double Y, double Radius, string Label);
