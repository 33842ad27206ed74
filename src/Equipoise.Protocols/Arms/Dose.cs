using System.Globalization;

namespace Equipoise.Protocols.Arms;

/// <summary>A dose as the protocol states it: 10 mg/kg, 200 mg.</summary>
/// <param name="Amount">How much, per kilogram or square meter where the basis says so.</param>
/// <param name="Unit">The unit of mass, UCUM: "mg".</param>
/// <param name="Basis">What the amount refers to.</param>
public sealed record Dose(decimal Amount, string Unit, DoseBasis Basis)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Unit}{Basis switch { DoseBasis.PerKilogram => "/kg", DoseBasis.PerSquareMeter => "/m2", _ => "" }}");
}
