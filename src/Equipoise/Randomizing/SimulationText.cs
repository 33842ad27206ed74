using System.Globalization;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Randomization.Simulation;
using Equipoise.Reports;

namespace Equipoise.Randomizing;

/// <summary>A simulation as one JSON document, or as a report to print.</summary>
internal static class SimulationText
{
    public static string Json(string study, SchemeDefinition definition, SimulationReport report) => JsonReport.Of(json =>
    {
        json.Text("study", study).Text("method", definition.Method).Texts("arms", definition.Arms).Numbers("ratio", definition.Ratio.Select(parts => (double)parts))
            .Numbers("blockSizes", definition.BlockSizes.Select(size => (double)size))
            .Whole("strata", definition.Factors.Aggregate(1L, (product, factor) => product * factor.Levels.Count))
            .Whole("participants", report.Participants).Whole("trials", report.Trials)
            .Object("predictability", part => part
                .Objects("exact", report.Exact, (item, block) => item.Whole("blockSize", block.BlockSize).Number("correctGuess", block.CorrectGuess).Number("determined", block.Determined))
                .Number("fromTotals", report.GuessedFromTotals)
                .Number("fullKnowledge", report.GuessedWithFullKnowledge)
                .Number("completeRandomization", Chance(definition)))
            .Object("imbalance", part =>
            {
                Write(part, "overall", report.Overall);
                Write(part, "worstMargin", report.WorstMargin);
                Write(part, "worstStratum", report.WorstStratum);
                if (report.StratumBound is { } bound)
                    part.Whole("stratumBound", bound);
                else
                    part.Nothing("stratumBound");
            })
            .Objects("armTotals", report.Arms, (item, arm) => item.Text("arm", arm.Arm).Whole("least", arm.Least).Number("mean", arm.Mean).Whole("most", arm.Most))
            .Object("runsTest", part => part.Number("meanStatistic", report.MeanRunsStatistic).Number("outOfOrder", report.RunsOutOfOrder));
    });

    public static string Of(string study, SchemeDefinition definition, SimulationReport report)
    {
        var arms = string.Join(", ", definition.Arms.Zip(definition.Ratio, (arm, parts) => $"{arm} ({parts})"));
        var how = definition.IsMinimization
            ? string.Create(CultureInfo.InvariantCulture, $"Minimization by {definition.Measure}, p = {definition.Probability}")
            : $"Permuted blocks of {string.Join(" or ", definition.BlockSizes)}";
        var strata = definition.Factors.Aggregate(1L, (product, factor) => product * factor.Levels.Count);
        var guesses = new TextTable("Right guesses", "share");
        foreach (var block in report.Exact)
            guesses.Add($"block of {block.BlockSize} whose size is known, exact", Share(block.CorrectGuess));
        guesses.Add("naming the arm furthest behind its share", Share(report.GuessedFromTotals)).Add("knowing all but the chance itself", Share(report.GuessedWithFullKnowledge)).Add("by chance alone", Share(Chance(definition)));
        foreach (var block in report.Exact)
            guesses.Add($"block of {block.BlockSize}: certain beforehand", Share(block.Determined));
        var imbalance = new TextTable("Imbalance", "mean", "95 of 100 within", "worst");
        Add(imbalance, "all participants, at the end", report.Overall);
        Add(imbalance, "worst level of a factor, at the end", report.WorstMargin);
        Add(imbalance, "worst stratum, at any time", report.WorstStratum);
        var totals = new TextTable("Arm", "fewest", "mean", "most");
        foreach (var arm in report.Arms)
            totals.Add(arm.Arm, Whole(arm.Least), TextTable.Number(arm.Mean, 1), Whole(arm.Most));
        var bound = report.StratumBound is { } most ? $"By its blocks no stratum can be out of balance by more than {most}.{Environment.NewLine}" : "";
        return $"""
            {study}: arms {arms}; {how}; {strata} {(strata == 1 ? "stratum" : "strata")}
            {report.Trials} simulated trials of {report.Participants} participants; levels equally frequent and independent

            {guesses}
            {imbalance}{bound}
            {totals}
            Runs test: mean statistic {TextTable.Number(report.MeanRunsStatistic, 2)}, out of order at 0.05 in {Share(report.RunsOutOfOrder)} of the trials
            """;
    }

    private static double Chance(SchemeDefinition definition) => definition.Ratio.Max() / (double)definition.Ratio.Sum();

    private static void Write(JsonReport json, string name, Spread spread) => json.Object(name, part => part.Number("mean", spread.Mean).Number("percentile95", spread.Percentile95).Number("max", spread.Max));

    private static void Add(TextTable table, string name, Spread spread) => table.Add(name, TextTable.Number(spread.Mean, 2), TextTable.Number(spread.Percentile95, 2), TextTable.Number(spread.Max, 2));

    private static string Share(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
