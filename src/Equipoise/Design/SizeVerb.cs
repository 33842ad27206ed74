using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Design;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design size</c>: how many participants a power needs by an analysis at a calendar time.</summary>
internal static class SizeVerb
{
    private static readonly Option<double> Analysis = SurvivalOptions.Number("--analysis", "Months from the first participant to the analysis", 0, value => value > 0, "a number of months above 0");

    private static string Words(SizeMethod method) => method switch
    {
        SizeMethod.LachinFoulkes => "Lachin and Foulkes",
        SizeMethod.BernsteinLagakos => "Bernstein and Lagakos",
        _ => method.ToString(),
    };

    public static Command Build(TextWriter output)
    {
        Analysis.DefaultValueFactory = null;
        Analysis.Required = true;
        var verb = new Command("size", "How many participants a log-rank test at a calendar time needs; accrual rates keep their shape")
        {
            DesignOptions.HazardRatio, DesignOptions.Alpha, DesignOptions.Sides, DesignOptions.Power, DesignOptions.Ratio, DesignOptions.Method,
            DesignOptions.Accrual, DesignOptions.AccrualDuration, Analysis, DesignOptions.Median, DesignOptions.Hazard, DesignOptions.Dropout,
        };
        verb.SetAction((words, _) =>
        {
            var method = words.GetRequiredValue(DesignOptions.Method);
            var size = SampleSize.For(
                method, words.GetRequiredValue(DesignOptions.Accrual)!, words.GetRequiredValue(DesignOptions.AccrualDuration), words.GetRequiredValue(Analysis),
                DesignOptions.ControlHazard(words), DesignOptions.DropoutHazard(words), DesignOptions.Count(words), words.GetRequiredValue(DesignOptions.Power));
            return SurvivalVerb.PrintAsync(
                words, output,
                () => JsonReport.Of(json => json
                    .Text("method", method.ToString().ToLowerInvariant()).Number("n", size.Participants).Number("n_ceil", Math.Ceiling(size.Participants - 1e-9))
                    .Number("d", size.Events).Number("eDC", size.ControlEvents).Number("eDE", size.TreatedEvents).Numbers("gamma", size.Accrual.Rates)),
                () => $"{Math.Ceiling(size.Participants - 1e-9)} participants and {TextTable.Number(size.Events)} events, {TextTable.Number(size.ControlEvents)} of them in the control arm, by {Words(method)}.\nAccrual per month: {string.Join(", ", size.Accrual.Begins.Zip(size.Accrual.Rates, (begin, rate) => $"{TextTable.Number(rate)} from month {TextTable.Number(begin)}"))}.");
        });
        return verb;
    }
}
