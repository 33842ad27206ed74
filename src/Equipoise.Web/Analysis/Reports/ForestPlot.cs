using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Web.Analysis.Reports;

/// <summary>Where things stand in a forest plot: hazard ratios on a logarithmic axis to the right, a row for each subgroup.</summary>
internal sealed class ForestPlot
{
    public const int RowHeight = 24;

    private const int LabelWidth = 230;

    private static readonly double[] Ratios = [0.05, 0.1, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 10, 20];

    public ForestPlot(IReadOnlyList<SubgroupEffect> rows)
    {
        Rows = rows;
        var limits = rows.Where(Shows).SelectMany(row => new[] { row.Lower, row.Upper }).Append(0.5).Append(2).ToList();
        (Least, Most) = (Math.Max(Ratios[0], limits.Min()), Math.Min(Ratios[^1], limits.Max()));
        Frame = new PlotFrame((Least, Most), (0, rows.Count), (rows.Count * RowHeight) + PlotFrame.Top + PlotFrame.Bottom, isLogarithmic: true, left: LabelWidth);
    }

    public IReadOnlyList<SubgroupEffect> Rows { get; }

    public PlotFrame Frame { get; }

    public double Least { get; }

    public double Most { get; }

    public IEnumerable<double> Ticks => Ratios.Where(ratio => ratio >= Least && ratio <= Most && ratio is 0.1 or 0.25 or 0.5 or 1 or 2 or 4 or 10);

    /// <summary>Whether a row has a ratio to draw.</summary>
    public static bool Shows(SubgroupEffect row) => !row.IsInfinite && double.IsFinite(row.HazardRatio) && double.IsFinite(row.Lower) && double.IsFinite(row.Upper);

    /// <summary>The middle of a row, in pixels from the top.</summary>
    public double Y(int row) => Frame.Y(Rows.Count - row - 0.5);

    /// <summary>A ratio in pixels from the left, at the edge where it lies beyond.</summary>
    public double X(double ratio) => Frame.X(Math.Clamp(ratio, Least, Most));
}
