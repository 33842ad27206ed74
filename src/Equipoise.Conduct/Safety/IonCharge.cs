namespace Equipoise.Conduct.Safety;

/// <summary>The charges of ions that laboratories measure: a millimole of calcium is two milliequivalents, one of potassium is one.</summary>
internal static class IonCharge
{
    private static readonly (string Name, int Charges)[] Ions = [("calcium", 2), ("magnesium", 2), ("sodium", 1), ("potassium", 1), ("chloride", 1), ("bicarbonate", 1)];

    /// <summary>The charges of the ion that a test is about; null where it is about none of them.</summary>
    /// <param name="test">The name of the test.</param>
    public static int? Of(string test) => Array.Find(Ions, ion => test.Contains(ion.Name, StringComparison.OrdinalIgnoreCase)) is { Charges: > 0 and var charges } ? charges : null;
}
