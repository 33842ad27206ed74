using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Matching;

/// <summary>Three-valued truth for 64 patients.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TruthWord(ulong True, ulong False, ulong Settleable);
