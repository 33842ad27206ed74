using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>What was given otherwise than the protocol has it.</summary>
public sealed class AdministrationCheckTests
{
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly AdministrationCheck Check = new(SomeStudy.Illumine, "B");
    private static readonly CalculatedDose Calculated = DoseCalculator.Next(SomeStudy.Illumine.Treatment("B", "IVO"), new BodyMeasures(70));
    private static readonly PlannedDose Planned = new(2, "IVO", 1, First.AddDays(21), First.AddDays(18), First.AddDays(24));

    [Fact]
    public void A_dose_by_the_rules_breaks_none() => Codes(Given(), Planned, lastGiven: First).ShouldBeEmpty();

    [Theory]
    [InlineData(50, "")]
    [InlineData(70, "")]
    [InlineData(49, "infusion-time")]
    [InlineData(71, "infusion-time")]
    public void An_infusion_takes_its_time(int minutes, string code) => string.Join(' ', Codes(Given(minutes: minutes), Planned)).ShouldBe(code);

    [Fact]
    public void Another_amount_or_a_reduction_is_told()
    {
        Check.Of(Given(amount: 690), Calculated, Planned, First).Single().Message.ShouldBe("690 mg were given; by rule it is 700 mg.");
        Codes(Given(amount: 350, percent: 50), Planned).ShouldBe(["reduction", "amount"]);
    }

    [Fact]
    public void The_day_counts()
    {
        Codes(Given(day: 25), Planned).ShouldBe(["dose-outside-window"]);
        Codes(Given(day: 17), Planned, lastGiven: First).ShouldBe(["dose-outside-window", "interval"]);
        Codes(Given(day: 21 + 85), Planned).ShouldBe(["dose-outside-window", "delay"]);
        Codes(Given(day: 21), null).ShouldBe(["not-planned"]);
        Codes(Given(day: 730), Planned with { Planned = First.AddDays(728), Earliest = First.AddDays(725), Latest = First.AddDays(731) }).ShouldBe(["after-last-day"]);
    }

    [Fact]
    public void Drugs_have_an_order_and_do_not_overlap()
    {
        var ligufalimab = new Administration("LIG", At(21, 9), At(21, 11), 3150);
        var late = Given() with { Start = At(21, 12), End = At(21, 13) };
        Check.Of(late, Calculated, Planned, First, ligufalimab).Single().Code.ShouldBe("sequence");

        var second = DoseCalculator.Next(SomeStudy.Illumine.Treatment("B", "LIG"), new BodyMeasures(70));
        Check.Of(ligufalimab, second, Planned, First, Given() with { Start = At(21, 8.5), End = At(21, 9.5) }).Single().Message.ShouldBe("ligufalimab was begun before the infusion of ivonescimab had ended.");
    }

    [Fact]
    public void A_drug_of_another_arm_is_told_first() => Check.Of(Given() with { Treatment = "PEM" }, Calculated, Planned, First).Single().Code.ShouldBe("not-of-the-arm");

    private static Administration Given(int day = 21, decimal amount = 700, decimal percent = 100, int minutes = 60) => new("IVO", At(day, 9), At(day, 9).AddMinutes(minutes), amount, percent);

    private static DateTimeOffset At(int day, double hour) => new DateTimeOffset(First.AddDays(day).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(1)).AddHours(hour);

    private static IEnumerable<string> Codes(Administration given, PlannedDose? planned, DateOnly? lastGiven = null) => Check.Of(given, Calculated, planned, First, null, lastGiven).Select(breach => breach.Code);
}
