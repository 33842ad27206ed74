using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Conformance;

/// <summary>Agreement with the values and times that people marked in the criteria of 502 trials (Chia, CC BY 4.0).</summary>
public sealed partial class ChiaTests
{
    [Fact]
    public async Task What_is_read_of_values_and_times_agrees_with_what_people_marked()
    {
        using var folder = new TemporaryFolder();
        using (var tar = Process.Start("tar", ["-xJf", Repository.SharedPathTo("eligibility", "chia", "chia-with-scope.tar.xz"), "-C", folder.Path]))
            await tar.WaitForExitAsync(TestContext.Current.CancellationToken);
        var values = new Tally();
        var times = new Tally();
        foreach (var path in Directory.EnumerateFiles(folder.Path, "*.ann", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            await CountAsync(path, values, times);

        TestContext.Current.TestOutputHelper?.WriteLine($"values: {values}; times: {times}");
        values.Marked.ShouldBeGreaterThan(1000);
        // Measured 2026-11-22; see docs/eligibility-quality.md.
        values.Share(values.Disagrees).ShouldBeLessThan(0.01, values.ToString());
        times.Share(times.Disagrees).ShouldBeLessThan(0.01, times.ToString());
        values.Share(values.Agrees).ShouldBeGreaterThan(0.15, values.ToString());
    }

    private static async Task CountAsync(string path, Tally values, Tally times)
    {
        var text = await File.ReadAllTextAsync(Path.ChangeExtension(path, ".txt"), TestContext.Current.CancellationToken);
        var heading = path.EndsWith("_exc.ann", StringComparison.Ordinal) ? "Exclusion Criteria:\n" : "Inclusion Criteria:\n";
        var criteria = CriteriaReader.Read(heading + text);
        foreach (var line in await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken))
        {
            if (Marked().Match(line) is not { Success: true } mark)
                continue;
            var start = int.Parse(mark.Groups[2].Value, CultureInfo.InvariantCulture) + heading.Length;
            var tally = mark.Groups[1].Value is "Value" ? values : times;
            var numbers = Number().Matches(mark.Groups[3].Value).Select(found => decimal.Parse(found.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).ToList();
            // The first number is the limit; further ones are mostly of its unit (1.73 m2, 10^9/L).
            if (numbers.Count > 0)
                tally.Add(criteria.FirstOrDefault(criterion => criterion.Source.Start <= start && start < criterion.Source.End), numbers[0]);
        }
    }

    [GeneratedRegex(@"^T\d+\t(Value|Temporal) (\d+) \d+\t(.*)$", RegexOptions.None, 1000)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\d+(,\d{3})*(\.\d+)?", RegexOptions.None, 1000)]
    private static partial Regex Number();

    /// <summary>A marked number stands in the tree of a criterion read whole, or in one read in part, or nowhere.</summary>
    private sealed class Tally
    {
        public int Marked { get; private set; }

        public int Agrees { get; private set; }

        public int Partial { get; private set; }

        public int Disagrees { get; private set; }

        public double Share(int count) => (double)count / Marked;

        public void Add(Criterion? criterion, decimal number)
        {
            Marked++;
            if (criterion is null || criterion.Evaluability == Evaluability.Partial || criterion.Tree is null)
                Partial++;
            else if (Limits(criterion.Tree).Contains(number))
                Agrees++;
            else
                Disagrees++;
        }

        public override string ToString() => $"{Marked} marked, {Agrees} agree ({Share(Agrees):P1}), {Partial} in criteria not read whole ({Share(Partial):P1}), {Disagrees} disagree ({Share(Disagrees):P1})";

        private static IEnumerable<decimal> Limits(CriterionNode node) => node switch
        {
            Measurement leaf => [leaf.Value, leaf.Within?.Value ?? leaf.Value],
            AgeLimit leaf => [leaf.Value],
            LifeExpectancy leaf => [leaf.Value],
            PerformanceStatus leaf => leaf.Values,
            Condition { Within: { } within } => [within.Value],
            Therapy leaf => [leaf.Within?.Value ?? -1, leaf.Count ?? -1],
            _ => node.Parts.SelectMany(Limits),
        };
    }
}
