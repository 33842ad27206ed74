using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Tests.Endpoints;
using Equipoise.Statistics.Distributions;

namespace Equipoise.Analysis.Tests.Plans;

/// <summary>A plan that tests progression-free and overall survival of B against C: 0.2 of the error on the first, 0.8 on the second, each passing on to the other.</summary>
public sealed class SeveralEndpointsTests
{
    private const string Comparisons = """
        comparisons:
          - {experimental: B, control: C, weight: 0.8, events: 300, passes_on: {"PFS B-C": 1}}
          - {endpoint: PFS, experimental: B, control: C, weight: 0.2, events: 400, passes_on: {B-C: 1}}
        """;

    private const string Looks = """
        looks:
          - {name: Interim analysis, information: 0.7, of: {PFS: 1}}
          - {name: Final analysis, information: 1, of: {PFS: 1}}
        """;

    [Fact]
    public void Each_comparison_has_its_endpoint_its_events_and_its_information_at_a_look()
    {
        var plan = Plan();

        plan.Comparisons.Select(one => (one.Name, plan.EndpointOf(one), one.Events, plan.Looks[0].InformationOf(one))).ShouldBe([("B-C", "OS", 300, 0.7), ("PFS B-C", "PFS", 400, 1)]);
        plan.ArmPairs.ShouldBe([("B", "C")]);
    }

    [Fact]
    public void Hypotheses_are_tested_on_their_own_endpoints_and_adjusted_together()
    {
        List<EventTime> survival = [.. Made.Arm("B", 60, 20, 900), .. Made.Arm("C", 60, 40, 700)];
        var progression = survival.Select(time => time with { Parameter = "PFS", IsEvent = true, End = time.Start.AddDays(time.Days / 2) }).ToList();
        var data = Made.Data(survival);
        data = data with { Times = [.. data.Times, .. progression.Select((time, at) => time with { Participant = data.Times[at].Participant })] };

        var tests = SurvivalAnalysis.Hypotheses(data, Plan());

        tests.Select(one => (one.Name, one.Events)).ShouldBe([("B-C", 60), ("PFS B-C", 120)]);
        tests.ShouldAllBe(one => one.AdjustedPValue >= one.PValue);
        SurvivalAnalysis.Analyze(data, ["A", "B", "C"], Plan()).Comparisons.ShouldHaveSingleItem().PValue.ShouldBe(tests[0].PValue);
        SurvivalAnalysis.Analyze(data, ["A", "B", "C"], Plan(), "PFS").Comparisons.ShouldHaveSingleItem().ShouldBe(tests[1]);
    }

    [Fact]
    public void Rejecting_one_endpoint_passes_its_error_on_to_the_other_at_the_same_look()
    {
        var look = Make(1, [], (210, 2.5), (400, 2.9));

        // PFS has all its information and 0.2 of 0.025: it is rejected below 0.005, Z 2.5758. OS then has all 0.025 at 0.7 of its information: 2.4380.
        look.Comparisons.Select(one => one.RejectedAt).ShouldBe([1, 1]);
        look.Comparisons[1].Boundary.ShouldBe(2.5758, 5e-5);
        look.Comparisons[0].Boundary.ShouldBe(2.4380, 5e-5);
        look.Deviations.ShouldBeEmpty();
        Make(1, [], (210, 2.5), (400, 2.5)).Comparisons.ShouldAllBe(one => one.RejectedAt == null);
    }

    [Fact]
    public void Information_beyond_what_was_planned_for_an_endpoint_is_a_deviation_of_its_own() =>
        Make(1, [], (210, 1), (430, 1)).Deviations.ShouldHaveSingleItem().ShouldBe("Timing: PFS B-C has 430 of 400 events, 107.5 % of the information; look 1 was planned at 100 %.");

    [Theory]
    [InlineData("endpoint: PFS", "endpoint: ORR", "There is no time to an event among the endpoints 'ORR'; there is OS, PFS, DOR, TOT.")]
    [InlineData("endpoint: PFS", "endpoint: OS", "Two comparisons are of the same arms and endpoint: name each pair once.")]
    [InlineData("- {experimental: B, control: C, weight: 0.8", "- {endpoint: DOR, experimental: B, control: C, weight: 0.8", "No comparison is of the primary endpoint OS, which sets the time of the looks: add one.")]
    [InlineData("of: {PFS: 1}}\n  - {name: Final", "of: {TOT: 1}}\n  - {name: Final", "'TOT' is no endpoint beside the primary one with a comparison.")]
    [InlineData("information: 1, of: {PFS: 1}", "information: 1, of: {PFS: 0.9}", "The information of PFS falls from look to look: it rises.")]
    public void What_cannot_be_is_refused(string from, string to, string sentence) => Should.Throw<FileException>(() => Plan(from, to)).Message.ShouldContain(sentence);

    private static StatisticalPlan Plan(string from = "", string to = "")
    {
        var text = Records.PlanText();
        var (begin, end) = (text.IndexOf("comparisons:", StringComparison.Ordinal), text.IndexOf("strata:", StringComparison.Ordinal));
        var file = $"{text[..begin]}{Comparisons}\n{Looks}\n{text[end..]}";
        return PlanReader.Read(from.Length == 0 ? file : file.Replace(from, to, StringComparison.Ordinal), "NCT07264075", Records.Design);
    }

    private static LookFinding Make(int number, IReadOnlyList<LookFinding> earlier, (int Events, double Z) survival, (int Events, double Z) progression) => LookCalculation.Make(
        Plan(),
        [Result("", survival), Result("PFS", progression)],
        new LookFinding
        {
            Number = number,
            Name = "Look",
            IsFinal = number == 2,
            Cut = number,
            Cutoff = new DateOnly(2028, 1, 1),
            DataHash = "hash",
            Plan = 1,
            Alpha = 0.025,
            Spending = "obf",
            Comparisons = [],
            Deviations = [],
        },
        earlier);

    private static ComparisonResult Result(string endpoint, (int Events, double Z) seen) =>
        new() { Experimental = "B", Control = "C", Endpoint = endpoint, Events = seen.Events, Z = seen.Z, PValue = Normal.UpperTail(seen.Z) };
}
