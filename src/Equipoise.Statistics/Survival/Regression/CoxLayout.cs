namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The rows of a model as the likelihood wants them: stratum by stratum, latest first, those with events before others
/// at the same time; covariates centered and scaled.</summary>
internal sealed class CoxLayout
{
    private const double Huge = 1e100;

    public CoxLayout(SurvivalData data, IReadOnlyList<double[]> columns, Factor? strata)
    {
        (Data, Width, Strata) = (data, columns.Count, strata);
        (Rows, var begins) = strata is null
            ? (data.Order.AsSpan().ToArray(), [0, data.Count])
            : TimeOrder.Within(data.Order, strata.Codes, strata.Levels.Count);
        (Entering, _) = data.StartOrder is null
            ? (null, [])
            : strata is null ? (data.StartOrder.AsSpan().ToArray(), []) : TimeOrder.Within(data.StartOrder, strata.Codes, strata.Levels.Count);
        (X, Weight, Center, Scale) = (new double[data.Count * Width], new double[data.Count], new double[Width], new double[Width]);
        PositionOfRow = new int[data.Count];
        var (times, starts, events) = (data.TimeOfRow, data.Starts.ToArray(), data.EventOfRow);
        for (var stratum = 0; stratum + 1 < begins.Length; stratum++)
            LayOut(stratum, begins[stratum], begins[stratum + 1], times, starts, events);
        for (var position = 0; position < Rows.Length; position++)
            PositionOfRow[Rows[position]] = position;
        if (Entering is not null)
            Entering = Array.ConvertAll(Entering, row => PositionOfRow[row]);
        CopyCovariates(columns);
    }

    public SurvivalData Data { get; }

    public Factor? Strata { get; }

    /// <summary>The number of covariates.</summary>
    public int Width { get; }

    /// <summary>The row of the data at each position.</summary>
    public int[] Rows { get; }

    /// <summary>The position of each row of the data.</summary>
    public int[] PositionOfRow { get; }

    /// <summary>The positions stratum by stratum, latest start first; null where nobody enters late.</summary>
    public int[]? Entering { get; }

    /// <summary>Covariates, row after row.</summary>
    public double[] X { get; }

    public double[] Weight { get; }

    public double[] Center { get; }

    public double[] Scale { get; }

    /// <summary>The event times of all strata, latest first in each.</summary>
    public List<EventGroup> Groups { get; } = [];

    public ReadOnlySpan<double> Row(int position) => X.AsSpan(position * Width, Width);

    private void LayOut(int stratum, int begin, int end, double[] times, double[] starts, bool[] events)
    {
        Array.Reverse(Rows, begin, end - begin);
        if (Entering is not null)
            Array.Reverse(Entering, begin, end - begin);
        var (left, isFirst) = (begin, true);
        for (var i = begin; i < end;)
        {
            var (time, from) = (times[Rows[i]], i);
            while (i < end && times[Rows[i]] == time)
                i++;
            var deaths = i - from == 1 ? (events[Rows[from]] ? 1 : 0) : EventsFirst(from, i, events);
            if (deaths == 0)
                continue;
            while (Entering is not null && left < end && starts[Entering[left]] >= time)
                left++;
            Groups.Add(new EventGroup(time, stratum, isFirst, from, deaths, i, begin, left));
            isFirst = false;
        }
    }

    // The reversal turned ties around; events come first, each kind in the order of the rows.
    private int EventsFirst(int from, int end, bool[] events)
    {
        var tied = Rows[from..end];
        Array.Reverse(tied);
        var deaths = 0;
        foreach (var row in tied)
            deaths += events[row] ? 1 : 0;
        var (nextDeath, nextOther) = (from, from + deaths);
        foreach (var row in tied)
            Rows[events[row] ? nextDeath++ : nextOther++] = row;
        return deaths;
    }

    // Centered at the mean and scaled by the mean distance from it, the arithmetic does not depend on a covariate's unit.
    private void CopyCovariates(IReadOnlyList<double[]> columns)
    {
        for (var j = 0; j < Width; j++)
        {
            var column = columns[j];
            if (column.Length != Rows.Length)
                throw new ArgumentException("Covariates have one value a row each.", nameof(columns));
            // Of the largest numbers there are, sums and differences are taken of a part.
            var part = column.Length > 0 && column.Max(Math.Abs) is var largest and > Huge ? Huge / largest : 1;
            Center[j] = column.Sum(value => value * part) / Math.Max(1, column.Length);
            var spread = column.Sum(value => Math.Abs((value * part) - Center[j])) / Math.Max(1, column.Length);
            var scale = spread > 0 ? spread : 1;
            for (var position = 0; position < Rows.Length; position++)
                X[(position * Width) + j] = ((column[Rows[position]] * part) - Center[j]) / scale;
            (Center[j], Scale[j]) = (Center[j] / part, scale / part);
        }

        for (var position = 0; position < Rows.Length; position++)
            Weight[position] = Data.WeightOf(Rows[position]);
    }
}
