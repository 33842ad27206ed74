using Equipoise.Registry.Comparison;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Registry.Tests;

public sealed class WordDifferenceTests
{
    [Theory]
    [InlineData("Age 18 to 75 years", "Age 18 to 80 years", "=Age 18 to |-75 |+80 |=years")]
    [InlineData("same", "same", "=same")]
    [InlineData("", "new words", "+new words")]
    [InlineData("old words", "", "-old words")]
    [InlineData("a b c", "b c d", "-a |=b |-c|+c d")]
    [InlineData("", "", "")]
    public void Words_are_marked_as_removed_or_added(string older, string newer, string runs) =>
        string.Join('|', WordDifference.Between(older, newer).Runs.Select(run => "=-+"[(int)run.Kind] + run.Text)).ShouldBe(runs);

    [Fact]
    public void Without_the_added_words_it_is_the_older_text_and_without_the_removed_ones_the_newer()
    {
        var text = Gen.Elements("a ", "b ", "c\n", "d", "  ", "e ").ArrayOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(text, text, (older, newer) =>
        {
            var runs = WordDifference.Between(older, newer).Runs;
            return Side(runs, DifferenceKind.Added) == older && Side(runs, DifferenceKind.Removed) == newer;
        }).Check(LawCases.Of(500, 20_000, seed: 9, gamma: 13));
    }

    [Fact]
    public void The_script_is_the_shortest()
    {
        // Against the longest common subsequence by the textbook table: words that are not in it are edits.
        var words = Gen.Elements("a ", "b ", "c ").ArrayOf().ToArbitrary();

        Prop.ForAll(words, words, (older, newer) =>
        {
            var edits = WordDifference.Between(string.Concat(older), string.Concat(newer)).Runs.Where(run => run.Kind != DifferenceKind.Same).Sum(run => run.Text.Length / 2);
            return edits == older.Length + newer.Length - (2 * LongestCommon(older, newer));
        }).Check(LawCases.Of(500, 20_000, seed: 17, gamma: 19));
    }

    [Fact]
    public void Texts_that_have_nothing_in_common_cost_no_more_than_the_bound()
    {
        var older = string.Concat(Enumerable.Range(0, 20_000).Select(word => $"a{word} "));
        var newer = string.Concat(Enumerable.Range(0, 20_000).Select(word => $"b{word} "));

        var difference = WordDifference.Between(older, newer);

        difference.Steps.ShouldBeLessThan(WordDifference.MostSteps + 100_000);
        difference.Runs.Select(run => run.Kind).ShouldBe([DifferenceKind.Removed, DifferenceKind.Added]);
        Side(difference.Runs, DifferenceKind.Added).ShouldBe(older);
    }

    private static string Side(IEnumerable<DifferenceRun> runs, DifferenceKind without) =>
        string.Concat(runs.Where(run => run.Kind != without).Select(run => run.Text));

    private static int LongestCommon(string[] older, string[] newer)
    {
        var table = new int[older.Length + 1, newer.Length + 1];
        for (var i = 1; i <= older.Length; i++)
        {
            for (var j = 1; j <= newer.Length; j++)
                table[i, j] = older[i - 1] == newer[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
        }

        return table[older.Length, newer.Length];
    }
}
