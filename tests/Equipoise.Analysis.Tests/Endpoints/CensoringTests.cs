using System.Globalization;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Reading;

namespace Equipoise.Analysis.Tests.Endpoints;

/// <summary>Rules by which progression comes too late to count, with the trace to what set the limit. Images are planned on day 42 after randomization and every
/// 42 days from then on, three days earlier or later: for 2026-03-01 on 04-12, 05-24, 07-05, 08-16.</summary>
public sealed class CensoringTests
{
    private const string Missed = "{missed_assessments: 2}";
    private const string Therapy = "{therapy: ST}";
    private static readonly DateOnly Cutoff = Day("2027-06-30");

    [Fact]
    public void Progression_after_two_missed_assessments_is_censored_at_the_last_one_before_them()
    {
        // 05-24 and 07-05 were missed; 08-16 shows 90 mm.
        var records = Followed().Measured("FR01-001", "2026-04-12", 45).Measured("FR01-001", "2026-08-16", 90);

        var time = Time(records, Missed);

        (time.IsEvent, time.End).ShouldBe((false, Day("2026-04-12")));
        time.Description.ShouldBe("Last known without the event before 2 missed assessments; what came on 2026-08-16 (TR-3) does not count");
        (time.SourceDomain, time.SourceField, time.SourceEntry).ShouldBe(("TR", "assessment", "TR-2"));
        Time(records, "{missed_assessments: 3}").IsEvent.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-07-05")]
    // One missed assessment is allowed; the window of the second is not over.
    [InlineData("2026-07-08")]
    public void Progression_after_one_missed_assessment_counts(string day)
    {
        var time = Time(Followed().Measured("FR01-001", "2026-04-12", 45).Measured("FR01-001", day, 90), Missed);

        (time.IsEvent, time.End).ShouldBe((true, Day(day)));
    }

    [Fact]
    public void Death_of_somebody_who_was_never_assessed_counts_until_two_assessments_were_missed()
    {
        Time(Followed().Became("FR01-001", "death", "2026-05-20"), Missed).IsEvent.ShouldBeTrue();

        var late = Time(Followed().Became("FR01-001", "death", "2026-06-20"), Missed);
        (late.IsEvent, late.Days).ShouldBe((false, 1));
        late.Description.ShouldContain("2 missed assessments; what came on 2026-06-20 (DS-1) does not count");
    }

    [Fact]
    public void Progression_after_another_therapy_is_censored_at_the_last_assessment_before_it_with_both_sources()
    {
        var time = Time(Followed().Measured("FR01-001", "2026-04-12", 45).Measured("FR01-001", "2026-05-24", 48).Measured("FR01-001", "2026-07-05", 90).Other("2026-05-30"), Therapy);

        (time.IsEvent, time.End).ShouldBe((false, Day("2026-05-24")));
        time.Description.ShouldBe("Last known without the event before new therapy on 2026-05-30 (ST-1); what came on 2026-07-05 (TR-4) does not count");
    }

    [Fact]
    public void An_assessment_after_another_therapy_proves_nothing_even_without_an_event()
    {
        var time = Time(Followed().Measured("FR01-001", "2026-04-12", 45).Measured("FR01-001", "2026-05-24", 48).Other("2026-05-01"), Therapy);

        (time.IsEvent, time.End).ShouldBe((false, Day("2026-04-12")));
    }

    [Theory]
    [InlineData("2026-05-24")]
    [InlineData("2026-06-01")]
    public void Progression_on_the_day_of_another_therapy_or_before_it_counts(string began) =>
        Time(Followed().Measured("FR01-001", "2026-04-12", 45).Measured("FR01-001", "2026-05-24", 90).Other(began), Therapy).IsEvent.ShouldBeTrue();

    [Fact]
    public void A_beginning_known_to_the_month_counts_from_its_first_day_but_not_before_randomization()
    {
        var records = Followed().Measured("FR01-001", "2026-04-12", 45).Measured("FR01-001", "2026-05-24", 90);

        Time(records.Other("2026-05"), Therapy).Description.ShouldContain("new therapy on 2026-05-01 (ST-1)");
        Time(records.Other("2026"), Therapy).Description.ShouldContain("new therapy on 2026-03-01 (ST-2)");
    }

    [Fact]
    public void The_earliest_of_several_rules_holds()
    {
        var time = Time(Followed().Measured("FR01-001", "2026-04-12", 45).Measured("FR01-001", "2026-05-24", 48).Measured("FR01-001", "2026-12-20", 90).Other("2026-05-01"), $"{Missed}, {Therapy}");

        (time.IsEvent, time.End).ShouldBe((false, Day("2026-04-12")));
        time.Description.ShouldContain("new therapy");
    }

    [Fact]
    public void A_later_plan_with_other_rules_is_a_deviation() =>
        Equipoise.Analysis.Plans.PlanDeviations.Between(Records.Plan(), Plan(Missed)).ShouldBe(["The derivation of PFS is not that of the plan."]);

    [Theory]
    [InlineData("{missed_assessments: 0}", "'missed_assessments' is a whole number from 1.")]
    [InlineData("{therapy: LB}", "There is no log of therapies with their beginning called 'LB'; there is PT, CM, ST.")]
    [InlineData("{missed_assessments: 2, therapy: ST}", "it may have missed_assessments")]
    public void A_rule_that_cannot_be_is_refused(string rule, string sentence) => Should.Throw<FileException>(() => Plan(rule)).Message.ShouldContain(sentence);

    private static Records Followed() => new Records().Randomized("FR01-001", "2026-03-01", "B").Measured("FR01-001", "2026-02-20", 50);

    private static EventTime Time(Records records, string rules) => DataDerivation.Derive(records.Read(), Plan(rules), Cutoff).Times.Single(time => time.Parameter == "PFS");

    private static Equipoise.Analysis.Plans.StatisticalPlan Plan(string rules) => Records.Plan("name: \"Progression-free survival\"", $"name: \"Progression-free survival\"\n    censor_before: [{rules}]");

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
