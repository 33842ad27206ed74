using System.CommandLine;
using System.Globalization;
using Equipoise.Reports;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Multiplicity;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design multiplicity</c>: p-values of several hypotheses adjusted for each other.</summary>
internal static class MultiplicityVerb
{
    private static readonly Option<double[]> PValues = SurvivalOptions.Numbers("--p", "The p-value of each hypothesis; one-sided ones for Dunnett's test", [], value => value is >= 0 and <= 1, "numbers from 0 to 1");
    private static readonly Option<double[]> Ratios = SurvivalOptions.Numbers("--ratios", "For Dunnett's test, participants in each arm per participant in the shared control arm; 1 when left out", [], value => value > 0, "numbers above 0");
    private static readonly Option<double[]> Weights = SurvivalOptions.Numbers("--graph-weights", "The share of alpha of each hypothesis; equal when left out", [], value => value is >= 0 and <= 1, "numbers from 0 to 1");
    private static readonly Option<string?> Arrows = new("--graph-arrows") { Description = "The parts of its share that each hypothesis passes on when it is rejected, a row for each, as 0,1;1,0; equal parts to all others when left out", HelpName = "ROWS" };

    public static Command Build(TextWriter output)
    {
        PValues.Required = true;
        var verb = new Command("multiplicity", "Adjusted p-values by Bonferroni, Holm, Hochberg, Dunnett and a graph") { PValues, DesignOptions.Alpha, Ratios, Weights, Arrows };
        verb.Validators.Add(Check);
        verb.SetAction((words, _) =>
        {
            var found = Adjust(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, found), () => Text(words, found));
        });
        return verb;
    }

    private static void Check(System.CommandLine.Parsing.CommandResult result)
    {
        var count = result.GetValue(PValues)?.Length ?? 0;
        foreach (var option in (ReadOnlySpan<Option<double[]>>)[Ratios, Weights])
        {
            if (result.GetValue(option) is { Length: > 0 } given && given.Length != count)
                result.AddError($"{option.Name} has {given.Length} numbers, but there are {count} p-values: give one for each.");
        }

        if (result.GetValue(Arrows) is { } arrows && Matrix(arrows, count) is null)
            result.AddError($"--graph-arrows is '{arrows}': write {count} rows of {count} numbers, such as 0,1;1,0 for two hypotheses.");
    }

    private static double[,]? Matrix(string text, int count)
    {
        var matrix = new double[count, count];
        var rows = text.Split(';');
        for (var i = 0; i < rows.Length; i++)
        {
            var cells = rows[i].Split(',');
            if (rows.Length != count || cells.Length != count)
                return null;
            for (var j = 0; j < count; j++)
            {
                if (!double.TryParse(cells[j], NumberStyles.Float, CultureInfo.InvariantCulture, out matrix[i, j]))
                    return null;
            }
        }

        return matrix;
    }

    private static Found Adjust(ParseResult words)
    {
        var (p, alpha) = (words.GetRequiredValue(PValues), words.GetRequiredValue(DesignOptions.Alpha));
        var ratios = words.GetRequiredValue(Ratios) is { Length: > 0 } given ? given : [.. p.Select(_ => 1.0)];
        var dunnett = new Dunnett(ratios);
        var weights = words.GetRequiredValue(Weights) is { Length: > 0 } shares ? shares : [.. p.Select(_ => 1.0 / p.Length)];
        var arrows = words.GetValue(Arrows) is { } text ? Matrix(text, p.Length)! : Equal(p.Length);
        return new Found(
            p, AdjustedPValues.Bonferroni(p), AdjustedPValues.Holm(p), AdjustedPValues.Hochberg(p),
            [.. p.Select(value => dunnett.PValue(Normal.UpperQuantile(value)))], alpha < 0.5 ? dunnett.Limit(alpha) : double.NaN, new HypothesisGraph(weights, arrows).Adjust(p));
    }

    private static double[,] Equal(int count)
    {
        var arrows = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                arrows[i, j] = i == j ? 0 : 1.0 / (count - 1);
        }

        return arrows;
    }

    private static string Json(ParseResult words, Found found)
    {
        var alpha = words.GetRequiredValue(DesignOptions.Alpha);
        return JsonReport.Of(json =>
        {
            json.Number("alpha", alpha).Numbers("p", found.PValues);
            foreach (var (name, adjusted) in found.Methods)
            {
                json.Object(name, member =>
                {
                    member.Numbers("adjusted", adjusted).Truths("rejected", adjusted.Select(value => value <= alpha));
                    if (string.Equals(name, "dunnett", StringComparison.Ordinal))
                        member.Number("c", found.Limit);
                });
            }
        });
    }

    private static string Text(ParseResult words, Found found)
    {
        var table = new TextTable(["method", .. found.PValues.Select((value, i) => $"H{i + 1}: p {TextTable.PValue(value)}")]);
        foreach (var (name, adjusted) in found.Methods)
            table.Add([name, .. adjusted.Select(value => $"{TextTable.PValue(value)}{(value <= words.GetRequiredValue(DesignOptions.Alpha) ? " rejected" : "")}")]);
        return $"{table}\nRejected where the adjusted p-value is at most {TextTable.Number(words.GetRequiredValue(DesignOptions.Alpha))}; Dunnett's limit for Z is {TextTable.Number(found.Limit, 5)}.";
    }

    private sealed record Found(double[] PValues, double[] Bonferroni, double[] Holm, double[] Hochberg, double[] Dunnett, double Limit, double[] Graph)
    {
        public (string Name, double[] Adjusted)[] Methods => [("bonferroni", Bonferroni), ("holm", Holm), ("hochberg", Hochberg), ("dunnett", Dunnett), ("graph", Graph)];
    }
}
