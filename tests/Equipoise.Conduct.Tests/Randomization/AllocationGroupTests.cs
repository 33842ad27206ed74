using Equipoise.Conduct.Randomization;

namespace Equipoise.Conduct.Tests.Randomization;

public sealed class AllocationGroupOnSqliteTests() : AllocationGroupTests(new SqliteTestDatabase());

public sealed class AllocationGroupOnPostgresTests() : AllocationGroupTests(new PostgresTestDatabase());

/// <summary>Those who are asked for at the same moment share a transaction, and nothing else.</summary>
public abstract class AllocationGroupTests(TestDatabase place) : IAsyncLifetime
{
    private Trial trial = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task Each_is_judged_alone_and_has_an_entry_of_its_own()
    {
        trial = await Trial.WithSchemeAsync(place);
        var codes = new List<string>();
        for (var i = 0; i < 12; i++)
            codes.Add(i % 4 == 0 ? await trial.EligibleAsync() : await trial.SignedAsync());

        var outcomes = await Task.WhenAll(codes.Select(code => OutcomeAsync(trial.RandomizeAsync(code))));

        outcomes.Index().Where(outcome => outcome.Index % 4 == 0).ShouldAllBe(outcome => outcome.Item == "not-signed");
        outcomes.Where(outcome => outcome.StartsWith('R')).Order().ShouldBe(Enumerable.Range(1, 9).Select(number => $"R{number:0000}"));
        var told = (await trial.TrailAsync()).CountBy(entry => entry.Action).ToDictionary();
        (told["participant.randomize"], told["participant.randomize-refused"]).ShouldBe((9, 3));
        await ShouldBeWholeAsync(9);
    }

    [Fact]
    public async Task Of_more_than_there_are_slots_as_many_as_there_are_get_one()
    {
        trial = await Trial.WithSchemeAsync(place, slotsPerStratum: 4);
        var codes = new List<string>();
        for (var i = 0; i < 9; i++)
            codes.Add(await trial.SignedAsync());

        var outcomes = await Task.WhenAll(codes.Select(code => OutcomeAsync(trial.RandomizeAsync(code))));

        outcomes.Count(outcome => outcome is "list-exhausted").ShouldBe(5);
        await ShouldBeWholeAsync(4);
    }

    [Fact]
    public async Task Of_two_people_who_ask_under_one_key_one_is_answered_and_the_other_told_of_it()
    {
        trial = await Trial.WithSchemeAsync(place);
        var code = await trial.SignedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => OutcomeAsync(trial.Randomizer.RandomizeAsync(
            number % 2 == 0 ? Trial.Coordinator() : Trial.Investigator(), Trial.Study, code, "request-one", null, Cancellation))));

        outcomes.Count(outcome => outcome is "R0001").ShouldBe(5);
        outcomes.Count(outcome => outcome is "already-randomized").ShouldBe(5);
        await ShouldBeWholeAsync(1);
    }

    [Fact]
    public async Task Somebody_of_another_site_who_asks_at_the_same_moment_learns_nothing()
    {
        trial = await Trial.WithSchemeAsync(place);
        await trial.AddSiteAsync("DE01", "EU", "Europe/Berlin");
        var code = await trial.SignedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => OutcomeAsync(trial.RandomizeAsync(code, $"request-{number}", number % 2 == 0 ? "FR01" : "DE01"))));

        outcomes.Index().Where(outcome => outcome.Index % 2 != 0).ShouldAllBe(outcome => outcome.Item == "no-such-participant");
        outcomes.Count(outcome => outcome is "R0001").ShouldBe(1);
    }

    private static async Task<string> OutcomeAsync(Task<RandomizationAnswer> asked)
    {
        try
        {
            return (await asked).RandomizationNumber;
        }
        catch (StepRefusedException refusal)
        {
            return refusal.Code;
        }
    }

    private async Task ShouldBeWholeAsync(int allocations)
    {
        var report = (await new SchemeVerifier(trial.Store, trial.Slots).VerifyAsync(Trial.Study, Cancellation)).Single();
        report.Problems.ShouldBeEmpty();
        report.Allocations.ShouldBe(allocations);
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }
}
