using Equipoise.Conduct.Derived;

namespace Equipoise.Conduct.Tests.Derived;

/// <summary>Derived values worked by hand.</summary>
public sealed class FormulaTests
{
    [Fact]
    public void Cockcroft_and_Gault()
    {
        RenalFunction.CockcroftGault(isFemale: false, 65, 72, 1).ShouldBe(75, 1e-12);
        RenalFunction.CockcroftGault(isFemale: true, 65, 72, 1).ShouldBe(63.75, 1e-12);
    }

    [Theory]
    [InlineData(false, 50, 0.9, 104.049)] // 142 × 0.9938^50
    [InlineData(true, 50, 0.7, 105.298)] // × 1.012
    [InlineData(false, 50, 1.8, 45.290)] // × 2^-1.2
    public void CKD_EPI_of_2021(bool isFemale, double age, double creatinine, double expected) =>
        RenalFunction.CkdEpi2021(isFemale, age, creatinine).ShouldBe(expected, 0.001);

    [Fact]
    public void Body_size()
    {
        BodySize.MassIndex(81, 180).ShouldBe(25, 1e-12);
        BodySize.Mosteller(80, 180).ShouldBe(2, 1e-12);
        BodySize.DuBois(70, 170).ShouldBe(1.810, 0.001);
    }

    [Fact]
    public void Calcium_is_corrected_for_albumin()
    {
        CorrectedCalcium.InMillimoles(2.0, 30).ShouldBe(2.2, 1e-12);
        CorrectedCalcium.InMilligrams(8, 3).ShouldBe(8.8, 1e-12);
    }

    [Theory]
    [InlineData("µmol/L", 88.42)]
    [InlineData("UMOL/L", 88.42)]
    [InlineData("mmol/L", 0.08842)]
    [InlineData("mg/dL", 1)]
    public void Creatinine_in_any_unit(string unit, double value) => CreatinineUnit.ToMilligramsPerDeciliter(value, unit).ShouldNotBeNull().ShouldBe(1, 1e-12);
}
