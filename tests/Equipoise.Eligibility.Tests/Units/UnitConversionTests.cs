using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Tests.Units;

public sealed class UnitConversionTests
{
    [Theory]
    [InlineData(1.5, "10*9/L", "/mm3", 1500)]
    [InlineData(100000, "/uL", "10*9/L", 100)]
    [InlineData(1.5, "10*3/uL", "10*9/L", 1.5)]
    [InlineData(10, "g/dL", "g/L", 100)]
    [InlineData(28, "g/L", "g/dL", 2.8)]
    [InlineData(1, "g/(24.h)", "mg/d", 1000)]
    [InlineData(70, "kg", "g", 70000)]
    [InlineData(100, "mg/g", "%", 10)]
    [InlineData(3, "m[IU]/L", "u[IU]/mL", 3)]
    [InlineData(98.6, "[degF]", "Cel", 37)]
    public void Units_of_one_dimension_convert_exactly(double value, string from, string to, double expected)
    {
        UnitConversion.Convert((decimal)value, from, to, molarMass: null, out var usedMolarMass).ShouldBe((decimal)expected);
        usedMolarMass.ShouldBeFalse();
    }

    // 1 mg/dL of creatinine (113.12 g/mol) is 10 mg/L, 10/113.12 mmol/L = 88.40 umol/L; bilirubin 584.66 g/mol: 17.10;
    // hemoglobin, counted as its monomer of 16,114.5 g/mol: 10 g/L / 16,114.5 = 0.6206 mmol/L.
    [Theory]
    [InlineData(1, "mg/dL", "umol/L", 113.12, 88.40)]
    [InlineData(1, "mg/dL", "umol/L", 584.66, 17.10)]
    [InlineData(1, "g/dL", "mmol/L", 16114.5, 0.62)]
    [InlineData(5.6, "mmol/L", "g/dL", 16114.5, 9.02)]
    [InlineData(100, "mg/dL", "mmol/L", 180.156, 5.55)]
    public void Mass_and_amount_convert_by_the_molar_mass(double value, string from, string to, double molarMass, double expected)
    {
        Math.Round(UnitConversion.Convert((decimal)value, from, to, (decimal)molarMass, out var usedMolarMass)!.Value, 2).ShouldBe((decimal)expected);
        usedMolarMass.ShouldBeTrue();
    }

    [Theory]
    [InlineData("g/dL", "mmol/L")]
    [InlineData("mL/min", "mg/dL")]
    [InlineData("nonsense", "mg/dL")]
    [InlineData("g/(24.h", "g/d")]
    [InlineData("", "g")]
    [InlineData("10*99/L", "/L")]
    [InlineData("((((((g))))))", "g")]
    public void What_cannot_be_converted_gives_nothing(string from, string to) =>
        UnitConversion.Convert(1, from, to, molarMass: null, out _).ShouldBeNull();
}
