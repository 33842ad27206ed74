using System.Text.Json;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Simulation;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Tests.Simulation;

public sealed class ScenarioReaderTests
{
    private const string Good = """
        title: Two arms
        arms:
          - {name: C, median: 12}
          - {name: T, hazard_ratio: {0: 1, 3: 0.5}, cured: 0.1}
        strata:
          - {name: low, share: 0.6}
          - {name: high, share: 0.4, hazard_factor: 1.5}
        dropout: 0.002
        participants: 200
        accrual:
          sites:
            - {number: 10, opens: 0, rate: 0.5}
            - {number: 10, opens: 6, rate: 1}
        randomization: {block: 4, within_site: true}
        looks: {events: [60, 120]}
        test: {alpha: 0.025, spending: "hsd:-4", futility: [0]}
        """;

    [Fact]
    public void A_scenario_says_what_is_true_and_what_is_done()
    {
        var (title, note, trial) = ScenarioReader.Read(Good);

        (title, note).ShouldBe(("Two arms", null));
        trial.Arms.Select(arm => arm.Name).ShouldBe(["C", "T"]);
        trial.Arms[1].Hazard.Begins.ShouldBe([0, 3]);
        trial.Arms[1].Hazard.Rates[1].ShouldBe(Math.Log(2) / 24, 1e-15);
        trial.Arms[1].Cured.ShouldBe(0.1);
        trial.Arms[0].Dropout.Rates.ShouldBe([0.002]);
        trial.Strata[1].HazardFactor.ShouldBe(1.5);
        trial.Sites.Count.ShouldBe(20);
        trial.Sites[19].Opens.ShouldBe(6);
        (trial.BlockMultiple, trial.RandomizesWithinSites, trial.LookEvents.Count).ShouldBe((2, true, 2));
        trial.Hypotheses.Single().PlannedEvents.ShouldBe(120);
        trial.Hypotheses.Single().Spending.Name.ShouldBe("hsd:-4");
        trial.Futility.ShouldBe([0.0]);
    }

    [Fact]
    public void Shares_of_alpha_pass_on_as_written()
    {
        var trial = ShippedScenarios.Find("nct07264075")!.Trial;

        trial.Hypotheses.Select(hypothesis => (hypothesis.Arm, hypothesis.Weight)).ShouldBe([(1, 0.5), (2, 0.5)]);
        (trial.Arrows![0, 1], trial.Arrows[1, 0], trial.Arrows[0, 0]).ShouldBe((1, 1, 0));
        trial.CountedArms.ShouldBe([1, 0]);
        trial.Participants.ShouldBe(780);
    }

    [Fact]
    public void A_study_without_a_scenario_has_none() => ShippedScenarios.Find("NCT00000102").ShouldBeNull();

    [Theory]
    [InlineData("events: [60, 120]", "events: [120, 60]", "Line 15: Look 2 is at 60 events, but look 1 already at 120")]
    [InlineData("events: [60, 120]", "events: [60, 400]", "Line 15: The last look needs 400 events; 200 participants in C and T with that part cured can give at most 190")]
    [InlineData("share: 0.4", "share: 0.5", "Line 5: The shares of the strata sum to 1.1")]
    [InlineData("block: 4", "block: 5", "Line 14: A block of 5 does not hold the arms")]
    [InlineData("median: 12", "median: 12, hazard: 0.1", "Line 3: This arm has more than one hazard")]
    [InlineData("participants: 200", "participant: 200", "Line 1: This scenario has no 'participants'")]
    [InlineData("dropout: 0.002", "dropouts: 0.002", "Line 8: The scenario has no 'dropouts'; it may have accrual, arms")]
    [InlineData("futility: [0]", "futility: [0, 0]", "Line 16: There are 2 limits for futility and 1 looks before the last")]
    [InlineData("futility: [0]", "futility: beta", "Line 16: There is no spending function 'beta'")]
    [InlineData("futility: [0]", "futility: [0], power: 0.9", "Line 16: 'power' goes with futility by the spending of beta")]
    [InlineData("futility: [0]", "binding: true", "Line 16: Limits for futility bind, but there are none")]
    [InlineData("events: [60, 120]}\ntest: {alpha: 0.025, spending: \"hsd:-4\", futility: [0]", "events: [120]}\ntest: {futility: \"hsd:-2\"", "There is one look: limits for futility are for looks before the last.")]
    [InlineData("{0: 1, 3: 0.5}", "{1: 1, 3: 0.5}", "Line 4: 'hazard_ratio': A rate has pieces that begin at 0")]
    [InlineData("hsd:-4", "obrien", "Line 16: There is no spending function 'obrien'")]
    [InlineData("rate: 0.5", "rate: fast", "Line 12: 'rate' is 'fast': write a number")]
    [InlineData("arms:", "arms: [", "This is not YAML")]
    public void A_scenario_that_contradicts_itself_is_refused_by_line(string right, string wrong, string sentence) =>
        Should.Throw<FileException>(() => ScenarioReader.Read(Good.Replace(right, wrong, StringComparison.Ordinal))).Message.ShouldContain(sentence);

    [Theory]
    [InlineData("hypotheses: [{arm: C}]", "'C' is the control arm")]
    [InlineData("hypotheses: [{arm: X}]", "There is no arm 'X': the arms are C, T.")]
    [InlineData("hypotheses: [{arm: T, weight: 1.5}]", "The weights of the hypotheses sum to 1.5")]
    [InlineData("hypotheses: [{arm: T, passes_on: {T: 1}}]", "passes parts from 0 to 1 on to the hypotheses of other arms")]
    [InlineData("hypotheses: [{arm: T}, {arm: T}]", "Each hypothesis compares another arm")]
    public void Hypotheses_that_cannot_be_are_refused(string hypotheses, string sentence) =>
        Should.Throw<FileException>(() => ScenarioReader.Read($"{Good}\n{hypotheses}\n")).Message.ShouldMatch($"^Line 17: .*{System.Text.RegularExpressions.Regex.Escape(sentence)}");

    [Fact]
    public void The_schema_has_the_keys_that_are_read()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("docs", "guides", "scenario.schema.json")));
        var keys = schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

        Should.Throw<FileException>(() => ScenarioReader.Read($"{Good}\nunknown: 1\n")).Message.ShouldEndWith($"it may have {string.Join(", ", keys)}.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Limits_for_futility_follow_from_the_spending_of_beta(bool isBinding)
    {
        var trial = ScenarioReader.Read(Good.Replace("futility: [0]", $"futility: \"hsd:-2\", power: 0.8, binding: {(isBinding ? "true" : "false")}", StringComparison.Ordinal)).Trial;

        var design = SequentialDesign.SpendBoth(SpendingFunction.HwangShihDeCani(-4), SpendingFunction.HwangShihDeCani(-2), [0.5, 1], 0.025, 0.8, isBinding);
        trial.IsFutilityBinding.ShouldBe(isBinding);
        trial.FutilityOf(0).ShouldBe([design.Futility![0]]);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    public void A_file_that_nests_too_deep_is_refused_by_line(string opening) =>
        Should.Throw<FileException>(() => ScenarioReader.Read(string.Concat(Enumerable.Repeat(opening, 50_000)))).Message.ShouldBe("Line 1: The file nests deeper than 60 levels.");

    [Fact]
    public void A_reference_is_refused_by_line() =>
        Should.Throw<FileException>(() => ScenarioReader.Read("a: &a [1, 2]\nb: *a")).Message.ShouldBe("Line 2: References (*name) are not read: write the value out.");
}
