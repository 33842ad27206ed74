using System.Diagnostics;
using System.Globalization;
using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Comparing;

/// <summary>The comparisons of a cut beside R's <c>survival</c> on the file of the cut.</summary>
public sealed class AgainstRTests
{
    private const string Script =
        """
        suppressMessages(library(survival))
        d <- read.csv(commandArgs(TRUE)[1])
        x <- subset(d, TRT01P %in% c("B", "C"))
        m <- coxph(Surv(AVAL, 1 - CNSR) ~ I(TRT01P == "B") + strata(STRATA), x)
        t <- survdiff(Surv(AVAL, 1 - CNSR) ~ TRT01P + strata(STRATA), x)
        cat(format(c(exp(coef(m)), exp(confint(m)), t$chisq, summary(survfit(Surv(AVAL, 1 - CNSR) ~ 1, subset(d, TRT01P == "C"), conf.type = "log-log"))$table["median"]), digits = 15))
        """;

    // What R 4.2.2 with survival 3.5-3 printed for these data.
    [Fact]
    public void The_numbers_are_those_that_R_gave() => Compare([0.504714655727314, 0.293334804575118, 0.868416838823187, 6.317109661182626, 96]);

    [Fact]
    public async Task The_numbers_are_those_that_R_gives()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/Rscript"), "No R to compare with.");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.PathTo("adtte.csv"), AdtteFile.Write("X", Times()), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.PathTo("compare.R"), Script, TestContext.Current.CancellationToken);
        using var r = Process.Start(new ProcessStartInfo("/usr/bin/Rscript", [folder.PathTo("compare.R"), folder.PathTo("adtte.csv")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var printed = await r.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await r.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(r.ExitCode != 0, "R has no survival package to compare with.");

        Compare([.. printed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))]);
    }

    private static void Compare(double[] expected)
    {
        var results = SurvivalAnalysis.Analyze(Made.Data(Times()), ["A", "B", "C"], Records.Plan() with { Strata = ["REGION"] });
        var comparison = results.Comparisons[0];

        comparison.HazardRatio!.Value.Estimate.ShouldBe(expected[0], 1e-8);
        comparison.HazardRatio.Value.Lower.ShouldBe(expected[1], 1e-8);
        comparison.HazardRatio.Value.Upper.ShouldBe(expected[2], 1e-8);
        (comparison.Z!.Value * comparison.Z.Value).ShouldBe(expected[3], 1e-8);
        (results.Arms[2].Median.Time * SurvivalAnalysis.DaysOfMonth).ShouldBe(expected[4], 1e-8);
    }

    // Forty participants an arm in two strata, every fourth censored.
    private static List<EventTime> Times() =>
    [
        .. from arm in new[] { (Code: "A", Mean: 130.0), (Code: "B", Mean: 200.0), (Code: "C", Mean: 100.0) }
           from i in Enumerable.Range(0, 40)
           select Made.Time(arm.Code, (-arm.Mean * Math.Log((40 - i - 0.5) / 40)) + 1, i % 4 != 3, i % 2 == 0 ? "EU" : "APAC"),
    ];
}
