using System.Globalization;

namespace Equipoise.Tests;

/// <summary>The stratified Cox model of two arms written out as a textbook has it, by sums over all pairs: slow, and with no line of the program's own.</summary>
/// <remarks>Efron's likelihood (J Am Stat Assoc 1977;72:557–565): with d events at a time t among those at risk, the j-th of them, from 0, is drawn from S(R) − (j/d)·S(D),
/// S being the sum of exp(βx) over those at risk and over the events. β is found by Newton's method, its variance is one over the information.</remarks>
internal static class PlainCox
{
    /// <summary>Events of both arms, the hazard ratio and its 95 % limits, from a file with AVAL, CNSR, TRT01P and STRATA.</summary>
    public static (int Events, double Ratio, double Lower, double Upper) Fit(string csv, string experimental, string control)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var column = lines[0].Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        var rows = lines.Skip(1).Where(cells => cells[column["TRT01P"]] == experimental || cells[column["TRT01P"]] == control)
            .Select(cells => (Time: int.Parse(cells[column["AVAL"]], CultureInfo.InvariantCulture), IsEvent: cells[column["CNSR"]] == "0", X: cells[column["TRT01P"]] == experimental ? 1.0 : 0, Stratum: cells[column["STRATA"]])).ToList();
        var (beta, information) = (0.0, 0.0);
        for (var step = 0; step < 60; step++)
        {
            (var score, information) = (0.0, 0.0);
            foreach (var stratum in rows.GroupBy(row => row.Stratum, StringComparer.Ordinal))
            {
                foreach (var time in stratum.Where(row => row.IsEvent).Select(row => row.Time).Distinct())
                {
                    var (risk, events) = (stratum.Where(row => row.Time >= time).ToList(), stratum.Where(row => row.Time == time && row.IsEvent).ToList());
                    for (var j = 0; j < events.Count; j++)
                    {
                        var share = (double)j / events.Count;
                        var all = risk.Sum(row => Math.Exp(beta * row.X)) - (share * events.Sum(row => Math.Exp(beta * row.X)));
                        var mean = (risk.Sum(row => row.X * Math.Exp(beta * row.X)) - (share * events.Sum(row => row.X * Math.Exp(beta * row.X)))) / all;
                        score += events[j].X - mean;
                        // x is 0 or 1: its variance is that of a share.
                        information += mean * (1 - mean);
                    }
                }
            }

            beta += score / information;
            if (Math.Abs(score / information) < 1e-13)
                break;
        }

        var reach = 1.959963984540054 / Math.Sqrt(information);
        return (rows.Count(row => row.IsEvent), Math.Exp(beta), Math.Exp(beta - reach), Math.Exp(beta + reach));
    }
}
