using Equipoise.Analysis.Simulation;
using Equipoise.Protocols.Reading;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Analysis.Tests.Simulation;

public sealed class ProtocolScenarioTests
{
    private static readonly NamedScenario Scenario = ProtocolScenario.Of(ProtocolReader.Read(File.ReadAllText(Repository.PathTo("protocols", "illumine", "protocol.yaml"))))!;

    [Fact]
    public void The_protocol_says_arms_strata_participants_and_looks()
    {
        var trial = Scenario.Trial;

        trial.Arms.Select(arm => (arm.Name, arm.Ratio)).ShouldBe([("C", 1), ("A", 1), ("B", 1)]);
        // Three regions, two levels of CPS and of ECOG, three of HPV.
        trial.Strata.Count.ShouldBe(36);
        (trial.Participants, trial.BlockMultiple, trial.Alpha).ShouldBe((780, 2, 0.025));
        // 353 events of each comparison, and 70 % of them.
        trial.LookEvents.ShouldBe([248, 353]);
        trial.CountedArms.ShouldBe([0, 2]);
        trial.Hypotheses.Select(one => (one.Arm, one.Weight)).ShouldBe([(2, 0.5), (1, 0.5)]);
        trial.Arms[0].Hazard.At(5).ShouldBe(Math.Log(2) / 12.3, 1e-12);
        trial.Arms[1].Hazard.At(5).ShouldBe(0.72 * Math.Log(2) / 12.3, 1e-12);
    }

    [Fact]
    public void What_is_assumed_is_said() => Scenario.Note!.ShouldContain("Assumed here: accrual evenly over 24 months");

    // Each comparison is planned for a power of 80 % at its share of alpha; the procedure finds some effect oftener than each alone.
    [Fact]
    public void Simulated_it_has_about_the_power_it_was_planned_for()
    {
        var found = new TrialSimulator(Scenario.Trial, 1).Run(1000, 2, cancellation: TestContext.Current.CancellationToken);

        found.Hypotheses[0].Rejected.Value.ShouldBeInRange(0.78, 0.92);
        found.Any.Value.ShouldBeGreaterThan(found.Hypotheses[0].Rejected.Value);
    }

    [Fact]
    public void From_a_protocol_without_such_a_plan_none_follows() =>
        ProtocolScenario.Of(ProtocolReader.Read(File.ReadAllText(Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Fixtures", "oral-two-arms.yaml")))).ShouldBeNull();
}
