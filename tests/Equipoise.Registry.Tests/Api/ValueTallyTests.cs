using Equipoise.Registry.Api.Statistics;

namespace Equipoise.Registry.Tests.Api;

public sealed class ValueTallyTests
{
    [Fact]
    public void Few_values_are_counted_exactly()
    {
        var tally = new ValueTally();
        foreach (var value in Enumerable.Range(0, 5000).Select(number => $"value {number % 700 % (1 + number % 13)}"))
            tally.Add(value);

        tally.Forgotten.ShouldBe(0);
        tally.Count.ShouldBe(13);
        tally.Top(3).First().Value.ShouldBe("value 0");
        tally.Top(100).Sum(value => value.Studies).ShouldBe(5000);
    }

    [Fact]
    public void Of_very_many_values_the_frequent_ones_are_known_and_all_of_them_nearly_counted()
    {
        var tally = new ValueTally(mostWeight: 100_000);
        for (var number = 0; number < 200_000; number++)
        {
            tally.Add($"rare {number}");
            if (number % 10 == 0)
                tally.Add($"frequent {number / 10 % 100}");
        }

        tally.Forgotten.ShouldBeGreaterThan(0);
        tally.Top(100).ShouldAllBe(value => value.Value.StartsWith("frequent") && value.Studies > 190 && value.Studies <= 200);
        tally.Count.ShouldBeInRange(195_000, 205_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(10_000)]
    [InlineData(300_000)]
    public void Different_values_are_estimated_within_three_percent(int values)
    {
        var count = new DistinctCount();
        for (var number = 0; number < values * 2; number++)
            count.Add($"NCT{number % values:D8}");

        ((double)count.Estimate()).ShouldBe(values, values * 0.03);
    }
}
