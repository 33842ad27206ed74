namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The partial likelihood of a model at one β: its logarithm, slope and curvature.</summary>
/// <remarks>At an event time with d events of weight w̄ in the mean, Efron's method has d steps, each with the risk set less k/d of those
/// who die; Breslow's has d steps with the full set. A step adds −w̄·log Σr to the likelihood, −w̄·m to the
/// slope, and w̄·(Σr·x·xᵀ/Σr − m·mᵀ) to the information, m = Σr·x/Σr; the dying add w·xβ and w·x.</remarks>
internal sealed class CoxLikelihood
{
    private readonly CoxLayout layout;
    private readonly TieMethod ties;
    private readonly bool isPenalized;
    private readonly double[] risk;
    private readonly double[] mean;
    private readonly ThirdMoments? third;

    public CoxLikelihood(CoxLayout layout, TieMethod ties, bool isPenalized)
    {
        (this.layout, this.ties, this.isPenalized) = (layout, ties, isPenalized);
        (risk, mean, Gradient, Information) = (new double[layout.Rows.Length], new double[layout.Width], new double[layout.Width], new double[layout.Width, layout.Width]);
        third = isPenalized ? new ThirdMoments(layout.Width) : null;
    }

    public int Width => layout.Width;

    public bool IsPenalized => isPenalized;

    /// <summary>The logarithm of the likelihood, penalized where asked for.</summary>
    public double Value { get; private set; }

    public double[] Gradient { get; }

    /// <summary>Minus the second derivatives of the logarithm of the likelihood without its penalty.</summary>
    public double[,] Information { get; }

    /// <summary>Computes all three.</summary>
    public void Evaluate(ReadOnlySpan<double> beta)
    {
        Value = 0;
        Array.Clear(Gradient);
        Array.Clear(Information);
        third?.Clear();
        if (Width <= FewCovariates.Most && ties != TieMethod.Exact && !isPenalized && layout.Entering is null)
        {
            if (Width == 1)
                (Value, Gradient[0], Information[0, 0]) = SingleCovariate.Evaluate(layout, risk, beta[0], ties == TieMethod.Efron);
            else
                Value = FewCovariates.Evaluate(layout, risk, beta, ties == TieMethod.Efron, Gradient, Information);
            return;
        }

        AddNumerators(beta);
        var sweep = new CoxSweep(layout, risk, isPenalized ? 3 : 2);
        while (sweep.MoveNext())
        {
            if (ties == TieMethod.Exact && sweep.Group.Count > 1)
                AddExact(sweep.Group);
            else
                AddSteps(sweep);
        }

        for (var a = 0; a < Width; a++)
        {
            for (var b = 0; b < a; b++)
                Information[b, a] = Information[a, b];
        }

        if (isPenalized)
            Value += third!.Penalize(Information, Gradient);
    }

    private void AddNumerators(ReadOnlySpan<double> beta)
    {
        for (var position = 0; position < risk.Length; position++)
        {
            var x = layout.Row(position);
            double linear = 0;
            for (var j = 0; j < x.Length; j++)
                linear += x[j] * beta[j];
            risk[position] = linear;
        }

        foreach (var group in layout.Groups)
        {
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
            {
                var (x, weight) = (position * Width, layout.Weight[position]);
                Value += weight * risk[position];
                for (var j = 0; j < Gradient.Length; j++)
                    Gradient[j] += weight * layout.X[x + j];
            }
        }

        for (var position = 0; position < risk.Length; position++)
            risk[position] = layout.Weight[position] * Math.Exp(risk[position]);
    }

    private void AddSteps(CoxSweep sweep)
    {
        var (atRisk, dying, count) = (sweep.AtRisk, sweep.Dying, sweep.Group.Count);
        var isEfron = ties == TieMethod.Efron && count > 1;
        var (steps, weight) = isEfron ? (count, sweep.DyingWeight / count) : (1, sweep.DyingWeight);
        if (weight == 0)
            return;
        for (var k = 0; k < steps; k++)
        {
            var fraction = isEfron ? (double)k / count : 0;
            var sum = atRisk.Sum - (fraction * dying.Sum);
            Value -= weight * Math.Log(sum);
            for (var a = 0; a < mean.Length; a++)
            {
                mean[a] = (atRisk.First[a] - (fraction * dying.First[a])) / sum;
                Gradient[a] -= weight * mean[a];
                var row = a * mean.Length;
                for (var b = 0; b <= a; b++)
                    Information[a, b] += weight * (((atRisk.Second[row + b] - (fraction * dying.Second[row + b])) / sum) - (mean[a] * mean[b]));
            }

            third?.Add(atRisk, dying, fraction, sum, mean, weight);
        }
    }

    private void AddExact(EventGroup group)
    {
        var sets = new DiscreteSets(Width, group.Count);
        var starts = layout.Data.Starts;
        for (var position = group.Begin; position < group.End; position++)
        {
            if (starts.Length == 0 || starts[layout.Rows[position]] < group.Time)
                sets.Add(layout.Row(position), risk[position]);
        }

        Value -= sets.LogSum;
        sets.AddTo(Gradient, Information);
    }
}
