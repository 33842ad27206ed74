using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Equipoise.Conformance.Statistics;

/// <summary>The largest differences from the references, as a page: the tests write it where the variable <c>EQUIPOISE_ACCURACY</c> names a file.</summary>
internal static class AccuracyTable
{
    private const string Variable = "EQUIPOISE_ACCURACY";
    // What the comparisons that several tests share are about.
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["Compare"] = "Every survival curve and every difference at a time",
        ["CompareEstimates"] = "Every estimate of a Cox model",
        ["CompareIntervals"] = "Every limit and quantile of a survival curve",
        ["CompareResiduals"] = "Every residual and baseline of a Cox model",
        ["CompareTests"] = "Every test of a Cox model",
    };

    private static readonly ConcurrentDictionary<string, (double Difference, double Tolerance, int Values)> Rows = new(StringComparer.Ordinal);

    static AccuracyTable()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllText(path, Page());
    }

    /// <summary>Counts a comparison, relative to the value and absolute below 1.</summary>
    public static void Add(string test, double[] ours, double[] theirs, double tolerance)
    {
        double difference = 0;
        var values = 0;
        for (var i = 0; i < ours.Length; i++)
        {
            if (!double.IsFinite(theirs[i]))
                continue;
            difference = Math.Max(difference, Math.Abs(ours[i] - theirs[i]) / Math.Max(1, Math.Abs(theirs[i])));
            values++;
        }

        Rows.AddOrUpdate(test, (difference, tolerance, values), (_, row) => (Math.Max(row.Difference, difference), Math.Max(row.Tolerance, tolerance), row.Values + values));
    }

    // More than a number holds are not counted.
    private static int Digits(double difference) => difference > 0 ? (int)Math.Clamp(Math.Floor(-Math.Log10(difference)), 0, 15) : 15;

    private static string Page()
    {
        var page = new StringBuilder("""
            # How accurate the statistics are

            The largest difference between a value of Equipoise and that of the reference, relative to the value and absolute below 1, over all values that a test compares. Rows
            of random data and those "in R" are of data that R 4.2.2 made, with seeds, and results that it computed while the tests ran. The other
            references were computed with R 4.2.2 and `survival` 3.5-3, `gsDesign` 3.11, `lrstat` 0.3.3, `rpact` 4.5 and `survRM2` 1.0.4. A tolerance above 1e-8 is that of the
            package, not ours. This page is written by the tests:

                EQUIPOISE_ACCURACY=docs/statistics-accuracy.md artifacts/bin/Equipoise.Conformance/debug/Equipoise.Conformance -namespace "*Statistics*"

            | what is compared | values | largest difference | digits that agree | largest tolerance |
            |---|---|---|---|---|

            """);
        foreach (var (test, row) in Rows.OrderBy(row => row.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {Shared.GetValueOrDefault(test, test.Replace("_is_that_of_the_reference", "", StringComparison.Ordinal).Replace('_', ' '))} | {row.Values} | {row.Difference:0.0e-0} | {Digits(row.Difference)} | {row.Tolerance:0e-0} |\n");
        return page.ToString();
    }
}
