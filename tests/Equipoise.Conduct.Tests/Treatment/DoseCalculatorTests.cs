using Equipoise.Conduct.Treatment;
using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>Doses by the rules of the protocols.</summary>
public sealed class DoseCalculatorTests
{
    private static readonly Protocols.Arms.Treatment Ivonescimab = SomeStudy.Illumine.Treatment("B", "IVO");

    [Fact]
    public void A_dose_by_weight_is_calculated_and_rounded()
    {
        DoseCalculator.Next(Ivonescimab, Kilograms(71.26m)).ShouldSatisfyAllConditions(
            dose => dose.Exact.ShouldBe(712.6m),
            dose => dose.Amount.ShouldBe(713),
            dose => dose.Milliliters.ShouldBeNull(),
            dose => dose.IsRecalculated.ShouldBeFalse());
        DoseCalculator.Next(SomeStudy.Illumine.Treatment("B", "LIG"), Kilograms(71.26m)).Amount.ShouldBe(3207);
    }

    [Fact]
    public void A_flat_dose_asks_nobodys_weight() => DoseCalculator.Next(SomeStudy.Illumine.Treatment("C", "PEM"), today: null).Amount.ShouldBe(200);

    [Theory]
    [InlineData(77.0, 770, true)] // 10 %, exactly
    [InlineData(76.9, 700, false)]
    [InlineData(63.0, 630, true)]
    [InlineData(63.1, 700, false)]
    public void A_change_of_weight_by_ten_percent_calls_for_a_new_dose(double weight, int amount, bool isRecalculated)
    {
        var dose = DoseCalculator.Next(Ivonescimab, Kilograms((decimal)weight), Kilograms(70), Kilograms(70));

        (dose.Amount, dose.IsRecalculated).ShouldBe((amount, isRecalculated));
    }

    [Theory]
    [InlineData(WeightReference.LastCalculation, 770)] // 4 % since the last calculation
    [InlineData(WeightReference.FirstDose, 800)] // 14 % since the first dose
    public void What_the_weight_is_compared_with_is_the_protocols_choice(WeightReference reference, int amount) =>
        DoseCalculator.Next(Ivonescimab.With(new Recalculation(10, reference)), Kilograms(80), Kilograms(70), Kilograms(77)).Amount.ShouldBe(amount);

    [Fact]
    public void Without_a_rule_the_first_weight_stays_and_with_zero_percent_todays_counts()
    {
        DoseCalculator.Next(Ivonescimab.With(null), Kilograms(100), Kilograms(70), Kilograms(70)).Amount.ShouldBe(700);
        DoseCalculator.Next(Ivonescimab.With(new Recalculation(0, WeightReference.FirstDose)), Kilograms(70.4m), Kilograms(70), Kilograms(70)).Amount.ShouldBe(704);
    }

    [Fact]
    public void A_dose_by_body_surface_needs_the_height_and_is_rounded_down()
    {
        var drug = SomeStudy.Oral.Treatment("NEW", "NEWDRUG");

        DoseCalculator.Next(drug, new BodyMeasures(80, 180)).Amount.ShouldBe(100); // 2 m2
        DoseCalculator.Next(drug, new BodyMeasures(79, 180)).Amount.ShouldBe(75); // 99 mg, in steps of 25 down
        DoseCalculator.Next(drug, new BodyMeasures(80, 180), percent: 75).Amount.ShouldBe(75);
        Should.Throw<StepRefusedException>(() => DoseCalculator.Next(drug, Kilograms(80))).Message.ShouldBe("The dose of newdrug depends on the height, which is not on record: enter it first.");
    }

    [Fact]
    public void The_volume_follows_from_the_concentration() => DoseCalculator.Next(Ivonescimab with { ConcentrationPerMilliliter = 30 }, Kilograms(70)).Milliliters.ShouldBe(23.33m);

    [Fact]
    public void The_explanation_says_how_a_dose_came_about() =>
        DoseCalculator.Next(Ivonescimab, Kilograms(80), Kilograms(70), Kilograms(70)).Explanation.ShouldBe("10 mg/kg × 80 kg; the weight changed by 14.3 % since the last calculation, 10 % or more: calculated anew.");

    private static BodyMeasures Kilograms(decimal weight) => new(weight);
}
