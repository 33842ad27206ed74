using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What stands anywhere in an entry, one bit for each kind of phrase.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Survey
{
    public bool Known;
    public bool HoldsValue;
    public int LastLink;
    public ulong First;
    public ulong Second;
}
