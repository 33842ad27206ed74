namespace Equipoise.Statistics.Survival.Regression;

/// <summary>What the rows of a model say beyond it. Lists are in the order of the data's rows; columns are the model's covariates,
/// not a number for those left out (Therneau and Grambsch, Modeling Survival Data, 2000, chapters 4 to 7).</summary>
public sealed class CoxResiduals
{
    private readonly CoxFit fit;
    private readonly double[] relativeRisks;
    private readonly HazardSteps hazards;
    private readonly double[] scores;

    private CoxResiduals(CoxFit fit)
    {
        this.fit = fit;
        relativeRisks = fit.RelativeRisks();
        hazards = HazardSteps.Of(fit, relativeRisks);
        (Martingale, scores) = (new double[fit.Rows], new double[fit.Rows * fit.Layout.Width]);
        for (var position = 0; position < fit.Rows; position++)
            Follow(position);
    }

    /// <summary>Events minus the hazard the model gave the row: δ − exp(xβ)·(Λ₀(stop) − Λ₀(start)).</summary>
    public double[] Martingale { get; }

    /// <summary>Martingale residuals made symmetric: sign(M)·√(−2(M + δ·log(δ − M))).</summary>
    public double[] Deviance =>
        [.. Martingale.Select((m, row) => Math.CopySign(1, m) * Math.Sqrt(-2 * (m + (fit.Layout.Data.Events[row] ? Math.Log(1 - m) : 0))))];

    /// <summary>xβ, centered at <see cref="CoxFit.Means"/>.</summary>
    public double[] LinearPredictor
    {
        get
        {
            double shift = 0;
            for (var i = 0; i < fit.Kept.Length; i++)
                shift += fit.Coefficients[fit.Kept[i]] * (fit.Layout.Center[i] - fit.Means[fit.Kept[i]]);
            return [.. fit.Layout.PositionOfRow.Select(position => Math.Log(relativeRisks[position]) + shift)];
        }
    }

    /// <summary>The residuals of a fit.</summary>
    /// <exception cref="StatisticsException">The fit has exact ties, which have no such residuals.</exception>
    public static CoxResiduals Of(CoxFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return fit.Options.Ties == TieMethod.Exact
            ? throw new StatisticsException("A model with exact ties has no residuals: use efron or breslow.")
            : new CoxResiduals(fit);
    }

    /// <summary>The contribution of each row to the slope of the likelihood: ∫(x − x̄(t)) dM(t). Columns sum to 0 at the
    /// estimates, each row with its weight.</summary>
    public double[][] Score() => Rows(position => Unscaled(scores.AsSpan(position * fit.Layout.Width, fit.Layout.Width), divide: false));

    /// <summary>The approximate change of the coefficients if the row were left out: its weight times its score times the
    /// inverse of the information.</summary>
    public double[][] DfBeta() => Rows(position => Unscaled(ScaledDfBeta(position), divide: true));

    /// <summary>For each event, stratum by stratum and in time, its covariates minus their mean in the risk set. Its columns times weights sum
    /// to 0 at the estimates.</summary>
    /// <returns>The row of the data, the time and the residual of each event.</returns>
    public IReadOnlyList<(int Row, double Time, double[] Residual)> Schoenfeld()
    {
        var residuals = new List<(int, double, double[])>();
        for (var stratum = 0; stratum < (fit.Layout.Strata?.Levels.Count ?? 1); stratum++)
        {
            foreach (var step in hazards.Of(stratum))
            {
                for (var position = step.Group.Deaths; position < step.Group.Deaths + step.Group.Count; position++)
                {
                    var difference = fit.Layout.Row(position).ToArray();
                    for (var j = 0; j < difference.Length; j++)
                        difference[j] -= step.Mean[j];
                    residuals.Add((fit.Layout.Rows[position], step.Time, Unscaled(difference, divide: false)));
                }
            }
        }

        return residuals;
    }

    /// <summary>The change of the scaled coefficients without a row, by its position.</summary>
    internal double[] ScaledDfBeta(int position)
    {
        var (width, variance) = (fit.Layout.Width, fit.ScaledVariance);
        var change = new double[width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
                change[i] += fit.Layout.Weight[position] * variance[i, j] * scores[(position * width) + j];
        }

        return change;
    }

    private void Follow(int position)
    {
        var (layout, row) = (fit.Layout, fit.Layout.Rows[position]);
        var stratum = layout.Strata?.Codes[row] ?? 0;
        var (x, width, isEvent, time) = (position * layout.Width, layout.Width, layout.Data.Events[row], layout.Data.Times[row]);
        var last = hazards.LastAt(stratum, time);
        var first = layout.Data.Starts.Length > 0 ? hazards.LastAt(stratum, layout.Data.Starts[row]) : null;
        var hazard = (last?.CumulativeHazard ?? 0) - (first?.CumulativeHazard ?? 0);
        if (isEvent)
            hazard += last!.DyingHazard - last.Hazard;
        Martingale[row] = (isEvent ? 1 : 0) - (relativeRisks[position] * hazard);
        for (var j = 0; j < width; j++)
        {
            var moment = (last?.CumulativeMoment[j] ?? 0) - (first?.CumulativeMoment[j] ?? 0);
            if (isEvent)
                moment += last!.DyingMoment[j] - last.Moment[j];
            scores[x + j] = (isEvent ? layout.X[x + j] - last!.Mean[j] : 0) - (relativeRisks[position] * ((layout.X[x + j] * hazard) - moment));
        }
    }

    private double[][] Rows(Func<int, double[]> of) => [.. fit.Layout.PositionOfRow.Select(of)];

    private double[] Unscaled(ReadOnlySpan<double> values, bool divide)
    {
        var unscaled = new double[fit.Names.Count];
        Array.Fill(unscaled, double.NaN);
        for (var i = 0; i < fit.Kept.Length; i++)
            unscaled[fit.Kept[i]] = divide ? values[i] / fit.Layout.Scale[i] : values[i] * fit.Layout.Scale[i];
        return unscaled;
    }
}
