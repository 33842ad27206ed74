using Equipoise.Statistics.Design;
using Equipoise.Statistics.Simulation;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Statistics.Tests.Simulation;

public sealed class TrialSimulatorTests
{
    private static readonly TrialScenario Stratified = Scenarios.With(300, [60, 120], 0.7, 0.8) with
    {
        Strata = [new("low", 0.5, 0.7), new("middle", 0.3), new("high", 0.2, 1.5)],
        Accrual = null,
        Sites = [.. Enumerable.Range(0, 12).Select(site => new SimulatedSite(site % 4, 2))],
        RandomizesWithinSites = true,
    };

    [Fact]
    public void Each_look_has_the_statistics_of_a_stratified_test_and_model_of_its_rows()
    {
        foreach (var replicate in new ulong[] { 0, 1, 17 })
        {
            var trial = new TrialSimulator(Stratified, 42).Replicate(replicate);
            foreach (var look in trial.Looks)
            {
                for (var hypothesis = 0; hypothesis < 2; hypothesis++)
                {
                    var (data, arms, strata) = Rows(trial, look.Time, hypothesis + 1);
                    look.Findings[hypothesis].Events.ShouldBe(data.EventCount);
                    look.Findings[hypothesis].Z.ShouldBe(-LogRank.Test(data, arms, strata).Z, 1e-10);
                    look.Findings[hypothesis].LogHazardRatio.ShouldBe(CoxRegression.Fit(data, new Covariates().Add(arms), new CoxOptions { Strata = strata }).Coefficients[0], 1e-8);
                }
            }
        }
    }

    [Fact]
    public void Without_strata_each_look_has_the_statistics_of_a_test_and_model_of_its_rows()
    {
        var trial = new TrialSimulator(Stratified with { Strata = [new("all", 1)] }, 43).Replicate(5);
        foreach (var look in trial.Looks)
        {
            for (var hypothesis = 0; hypothesis < 2; hypothesis++)
            {
                var (data, arms, _) = Rows(trial, look.Time, hypothesis + 1);
                look.Findings[hypothesis].Events.ShouldBe(data.EventCount);
                look.Findings[hypothesis].Z.ShouldBe(-LogRank.Test(data, arms).Z, 1e-10);
                look.Findings[hypothesis].LogHazardRatio.ShouldBe(CoxRegression.Fit(data, new Covariates().Add(arms)).Coefficients[0], 1e-8);
            }
        }
    }

    [Fact]
    public void A_weighted_test_is_the_one_of_Fleming_and_Harrington()
    {
        var trial = new TrialSimulator(Stratified with { Weights = new FlemingHarrington(0, 1) }, 3).Replicate(2);
        var (data, arms, strata) = Rows(trial, trial.Looks[0].Time, 1);

        trial.Looks[0].Findings[0].Z.ShouldBe(-LogRank.Test(data, arms, strata, new FlemingHarrington(0, 1)).Z, 1e-9);
    }

    [Fact]
    public void Looks_come_with_the_event_they_wait_for()
    {
        var trial = new TrialSimulator(Scenarios.With(300, [60, 120], 0.9), 8).Replicate(4);

        foreach (var (look, events) in trial.Looks.Zip([60, 120]))
            trial.Participants.Count(person => person.At(look.Time) is (_, true)).ShouldBe(events);
    }

    [Fact]
    public void The_answer_is_the_same_on_any_number_of_threads()
    {
        var simulator = new TrialSimulator(Stratified, 11);
        var (one, four) = (simulator.Run(1000, 1, cancellation: TestContext.Current.CancellationToken), simulator.Run(1000, 4, cancellation: TestContext.Current.CancellationToken));

        four.Duration.ShouldBe(one.Duration);
        four.Any.ShouldBe(one.Any);
        four.Hypotheses[1].LogHazardRatio.ShouldBe(one.Hypotheses[1].LogHazardRatio);
        new TrialSimulator(Stratified, 12).Run(1000, 2, cancellation: TestContext.Current.CancellationToken).Duration.ShouldNotBe(one.Duration);
    }

    [Fact]
    public void A_replicate_run_alone_is_the_one_among_others()
    {
        var run = new List<SimulatedTrial>();
        var simulator = new TrialSimulator(Scenarios.With(200, [100], 0.7), 5);
        for (var replicate = 0UL; replicate < 40; replicate++)
            run.Add(simulator.Replicate(replicate));

        var all = simulator.Run(40, 2, cancellation: TestContext.Current.CancellationToken);

        all.Duration.Value.ShouldBe(run.Average(trial => trial.Looks[^1].Time), 1e-10);
        all.Any.Value.ShouldBe(run.Average(trial => trial.Looks[^1].Findings[0].State == HypothesisState.Rejected ? 1.0 : 0), 1e-12);
    }

    [Fact]
    public void Arms_fill_in_blocks_within_each_stratum_and_site()
    {
        var trial = new TrialSimulator(Scenarios.With(120, [60], 0.7, 0.8), 1).Replicate(0);

        foreach (var block in trial.Participants.Chunk(6))
            block.GroupBy(person => person.Arm).Select(arm => arm.Count()).ShouldBe([2, 2, 2]);
        var large = new TrialSimulator(Scenarios.With(120, [60], 0.7, 0.8) with { BlockMultiple = 20 }, 1).Replicate(0);
        foreach (var block in large.Participants.Chunk(60))
            block.GroupBy(person => person.Arm).Select(arm => arm.Count()).ShouldBe([20, 20, 20]);
    }

    [Fact]
    public void Events_losses_and_arrivals_have_the_distributions_they_are_given()
    {
        // Delayed effect and a cured third; in 60,000 the error of a proportion is 0.002.
        var scenario = Scenarios.With(60_000, [100], 1) with
        {
            Arms = [new("C", 1, PiecewiseRate.Constant(0.1), PiecewiseRate.Constant(0)), new("T", 1, new PiecewiseRate([0, 3], [0.1, 0.05]), PiecewiseRate.Constant(0.02), 1.0 / 3)],
        };
        var people = new TrialSimulator(scenario, 100).Replicate(0).Participants;

        double Alive(int arm, double time) => people.Where(person => person.Arm == arm).Average(person => person.Time > time ? 1.0 : 0);
        Alive(0, 5).ShouldBe(Math.Exp(-0.5), 0.01);
        // (⅓ + ⅔·exp(−0.3 − 0.05·4)) of whom exp(−0.02·7) are not lost.
        Alive(1, 7).ShouldBe(((1.0 / 3) + (2.0 / 3 * Math.Exp(-0.5))) * Math.Exp(-0.14), 0.01);
        // 90 arrivals in the first six months, then 35 a month.
        people[^1].Entry.ShouldBe(6 + ((60_000 - 90) / 35.0), 4 * Math.Sqrt(60_000) / 35);
    }

    [Fact]
    public void Looks_whose_events_never_come_are_taken_at_the_end()
    {
        var scenario = Scenarios.With(60, [40], 0.7) with { Arms = [Scenarios.Arm("C", PiecewiseRate.Constant(1), 0.3), Scenarios.Arm("T", PiecewiseRate.Constant(1), 0.3)] };
        var characteristics = new TrialSimulator(scenario, 1).Run(200, 1, cancellation: TestContext.Current.CancellationToken);

        // 42 of 60 are not cured in the mean, and some are lost.
        characteristics.FellShort.Value.ShouldBeInRange(0.3, 0.8);
        characteristics.Looks[0].Taken.Value.ShouldBe(1);
    }

    [Fact]
    public void Futility_gives_an_arm_up_and_ends_the_trial_sooner()
    {
        var plain = Scenarios.With(200, [50, 100], 1);
        var (without, with) = (new TrialSimulator(plain, 1).Run(2000, 1, cancellation: TestContext.Current.CancellationToken), new TrialSimulator(plain with { Futility = [0.0] }, 1).Run(2000, 1, cancellation: TestContext.Current.CancellationToken));

        // Under no effect half of the arms are below 0.
        with.Hypotheses[0].GivenUp.Value.ShouldBe(0.5, 4 * with.Hypotheses[0].GivenUp.Error);
        with.Duration.Value.ShouldBeLessThan(without.Duration.Value);
        with.Any.Value.ShouldBeLessThanOrEqualTo(without.Any.Value);
    }

    [Fact]
    public void Stopping_keeps_what_was_done()
    {
        using var stop = new CancellationTokenSource();
        var done = new TrialSimulator(Scenarios.With(100, [50], 0.7), 1).Run(100_000, 1, new Stopper(stop), stop.Token);

        done.Replicates.ShouldBe(512);
    }

    private static (SurvivalData Data, Factor Arms, Factor Strata) Rows(SimulatedTrial trial, double time, int arm)
    {
        var people = trial.Participants.Where(person => person.Entry < time && (person.Arm == 0 || person.Arm == arm)).ToArray();
        var seen = Array.ConvertAll(people, person => person.At(time));
        return (
            new SurvivalData([.. seen.Select(row => row.Time)], [.. seen.Select(row => row.IsEvent)]),
            new Factor("arm", ["control", "treated"], Array.ConvertAll(people, person => person.Arm == 0 ? 0 : 1)),
            new Factor("stratum", ["low", "middle", "high"], Array.ConvertAll(people, person => person.Stratum)));
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value >= 512)
                stop.Cancel();
        }
    }
}
