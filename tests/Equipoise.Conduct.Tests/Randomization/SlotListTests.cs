using Equipoise.Conduct.Randomization;

namespace Equipoise.Conduct.Tests.Randomization;

/// <summary>What a list must be, whoever makes it: exact, balanced, and in no order. The seeds are fixed, so a bound that chance would
/// cross once in ten thousand never fails by chance.</summary>
public sealed class SlotListTests
{
    private static readonly SchemeDefinition Illumine = Blocks([1, 1, 1], [6, 9], 3, 2, 2, 3);

    [Fact]
    public void The_same_seed_makes_the_same_list_and_another_seed_another()
    {
        var list = Arms(Illumine, Seed(1), 50);

        Arms(Illumine, Seed(1), 50).ShouldBe(list);
        Arms(Illumine, Seed(2), 50).ShouldNotBe(list);
        SlotPlan.Of(Illumine, Seed(1), "S", 2, 50).Select(slot => slot.Arm).ShouldNotBe(list);
        SlotPlan.Of(Illumine, Seed(1), "T", 1, 50).Select(slot => slot.Arm).ShouldNotBe(list);
    }

    [Fact]
    public void A_list_made_by_others_from_the_description_is_the_same() =>
        // HKDF-SHA-256 and HMAC-SHA-256 as ADR 12 describes them, worked out apart from this code.
        string.Concat(SlotPlan.Of(Blocks([1, 1, 1], [6, 9]), [.. Enumerable.Range(0, 32).Select(i => (byte)i)], "NCT07264075", 1, 24).Select(slot => slot.Arm)).ShouldBe("BCAACBCABAACCBBBACBACBBC");

    [Fact]
    public void Positions_are_contiguous_and_every_block_is_balanced()
    {
        foreach (var stratum in SlotPlan.Of(Blocks([1, 2, 3], [6, 12, 18], 2, 3), Seed(3), "S", 1, 500).GroupBy(slot => slot.Stratum))
        {
            stratum.Select(slot => slot.Position).ShouldBe(Enumerable.Range(1, 500));
            var whole = stratum.GroupBy(slot => slot.Block).Where(block => block.Count() == block.First().BlockSize).ToList();
            whole.Count.ShouldBeGreaterThan(25);
            foreach (var block in whole)
                block.CountBy(slot => slot.Arm).OrderBy(arm => arm.Key).Select(arm => arm.Value).ShouldBe([block.Count() / 6, block.Count() / 3, block.Count() / 2]);
        }
    }

    [Fact]
    public void Imbalance_in_a_stratum_never_exceeds_the_rounds_of_the_largest_block()
    {
        foreach (var stratum in SlotPlan.Of(Illumine, Seed(4), "S", 1, 300).GroupBy(slot => slot.Stratum))
        {
            var counts = new Dictionary<string, int> { ["A"] = 0, ["B"] = 0, ["C"] = 0 };
            foreach (var slot in stratum)
            {
                counts[slot.Arm]++;
                (counts.Values.Max() - counts.Values.Min()).ShouldBeLessThanOrEqualTo(3);
            }
        }
    }

    [Theory]
    [InlineData(3, 6)]
    [InlineData(6, 90)]
    [InlineData(9, 1680)]
    public void All_permutations_of_a_block_are_equally_frequent(int size, int permutations)
    {
        const int PerPermutation = 60;
        var blocks = Permutations(Blocks([1, 1, 1], [size]), size, permutations * PerPermutation, 5);

        blocks.Count.ShouldBe(permutations);
        ChiSquare(blocks.Values, PerPermutation).ShouldBeLessThan(Quantile(permutations - 1));
    }

    [Fact]
    public void Sizes_of_blocks_are_equally_frequent()
    {
        var sizes = SlotPlan.Of(Illumine, Seed(6), "S", 1, 1500).GroupBy(slot => (slot.Stratum, slot.Block)).Select(block => block.First().BlockSize).CountBy(size => size).ToList();

        sizes.Count.ShouldBe(2);
        ChiSquare(sizes.Select(size => size.Value), sizes.Sum(size => size.Value) / 2.0).ShouldBeLessThan(Quantile(1));
    }

    [Fact]
    public void Neighboring_strata_are_independent()
    {
        // The pairs of arms at the same position of two strata: nine, equally frequent where the strata are independent.
        var lists = SlotPlan.Of(Blocks([1, 1, 1], [3], 2), Seed(7), "S", 1, 9000).GroupBy(slot => slot.Stratum).Select(stratum => stratum.Select(slot => slot.Arm).ToList()).ToList();
        // One position of each block: within a block the places depend on each other, as they must.
        var pairs = Enumerable.Range(0, 3000).Select(block => (lists[0][3 * block], lists[1][3 * block])).CountBy(pair => pair).ToList();

        pairs.Count.ShouldBe(9);
        ChiSquare(pairs.Select(pair => pair.Value), 3000 / 9.0).ShouldBeLessThan(Quantile(8));
    }

    [Fact]
    public void Neighboring_blocks_are_independent()
    {
        var first = SlotPlan.Of(Blocks([1, 1], [2]), Seed(8), "S", 1, 20_000).Where(slot => slot.Position % 2 == 1).Select(slot => slot.Arm).ToList();
        var pairs = first.Zip(first.Skip(1)).Where((_, place) => place % 2 == 0).CountBy(pair => pair).ToList();

        ChiSquare(pairs.Select(pair => pair.Value), pairs.Sum(pair => pair.Value) / 4.0).ShouldBeLessThan(Quantile(3));
    }

    [Fact]
    public void The_order_in_which_strata_are_used_changes_nothing()
    {
        var lists = SlotPlan.Of(Illumine, Seed(9), "S", 1, 20).GroupBy(slot => slot.Stratum).ToDictionary(stratum => stratum.Key, stratum => stratum.Select(slot => slot.Arm).ToList());
        var one = Illumine.Strata()[^1];
        var alone = new SchemeDefinition("blocks", Illumine.Arms, Illumine.Ratio, Illumine.BlockSizes, [.. Illumine.Factors.Select((factor, place) => factor with { Levels = [one.Split('/')[place]] })], null, null, []);

        SlotPlan.Of(alone, Seed(9), "S", 1, 20).Select(slot => slot.Arm).ShouldBe(lists[one]);
    }

    internal static SchemeDefinition Blocks(int[] ratio, int[] sizes, params int[] levels) => new(
        "blocks", [.. ratio.Select((_, arm) => ((char)('A' + arm)).ToString())], ratio, sizes,
        [.. levels.Select((count, factor) => new SchemeFactor($"F{factor}", [.. Enumerable.Range(0, count).Select(level => $"{level}")]))], null, null, []);

    internal static byte[] Seed(int number) => System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number));

    private static List<string> Arms(SchemeDefinition definition, byte[] seed, int slots) => [.. SlotPlan.Of(definition, seed, "S", 1, slots).Select(slot => slot.Arm)];

    private static Dictionary<string, int> Permutations(SchemeDefinition definition, int size, int blocks, int seed) =>
        SlotPlan.Of(definition, Seed(seed), "S", 1, size * blocks).Select(slot => slot.Arm).Chunk(size).CountBy(string.Concat).ToDictionary();

    private static double ChiSquare(IEnumerable<int> counts, double expected) => counts.Sum(count => (count - expected) * (count - expected) / expected);

    // The 0.9999 quantile after Wilson and Hilferty (1931).
    private static double Quantile(int freedom) => freedom * Math.Pow(1 - (2.0 / (9 * freedom)) + (3.719 * Math.Sqrt(2.0 / (9 * freedom))), 3);
}
