using Equipoise.Analysis.Looks;

namespace Equipoise.Web.Analysis.Reports;

/// <summary>Where things stand in the figure of boundaries: information from 0 to 1 or more to the right, Z upward.</summary>
internal sealed class BoundaryPlot
{
    // A statistic farther out is drawn at the edge.
    private const double Farthest = 8;

    public BoundaryPlot(IReadOnlyList<BoundaryLine> lines)
    {
        var points = lines.SelectMany(line => line.Points).ToList();
        Lowest = Math.Max(-Farthest, Math.Min(-1, Math.Floor(points.Select(point => Math.Min(point.Z ?? 0, point.Futility ?? 0)).DefaultIfEmpty(0).Min())));
        Highest = Math.Min(Farthest, Math.Ceiling(points.SelectMany(point => new[] { point.Z ?? 0, double.IsFinite(point.Boundary) ? point.Boundary : 0 }).DefaultIfEmpty(3).Max() + 0.5));
        Most = Math.Max(1, points.Select(point => point.Information).DefaultIfEmpty(1).Max() * 1.02);
        Frame = new PlotFrame((0, Most), (Lowest, Highest));
    }

    public PlotFrame Frame { get; }

    public double Lowest { get; }

    public double Highest { get; }

    public double Most { get; }

    /// <summary>The boundary as a line through the looks.</summary>
    public string Boundary(BoundaryLine line) => Frame.Path(line.Points.Where(point => double.IsFinite(point.Boundary)).Select(point => (point.Information, Within(point.Boundary))));

    /// <summary>The boundary of futility as a line through the looks; empty where there is none.</summary>
    public string Futility(BoundaryLine line) => Frame.Path(line.Points.Where(point => point.Futility is not null).Select(point => (point.Information, Within(point.Futility!.Value))));

    /// <summary>A value within the figure.</summary>
    public double Within(double z) => Math.Clamp(z, Lowest, Highest);
}
