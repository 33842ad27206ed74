using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Units;

/// <summary>What a unit measures, as powers of base quantities: mass, amount of substance, length, time, temperature, and
/// arbitrary units such as those of enzyme activity.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Dimension(int Mass, int Amount, int Length, int Time, int Temperature, int Arbitrary)
{
    /// <summary>The dimension of a product, the right side raised to a power.</summary>
    public Dimension Times(Dimension other, int power) => new(
        Mass + (other.Mass * power),
        Amount + (other.Amount * power),
        Length + (other.Length * power),
        Time + (other.Time * power),
        Temperature + (other.Temperature * power),
        Arbitrary + (other.Arbitrary * power));
}
