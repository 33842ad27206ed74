using Equipoise.Conduct.Treatment;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Web.Conduct.Overview.Exposure;

/// <summary>Where things stand in the figure of cycles: cycles to the right, upward the share of those treated who got at least so many.</summary>
internal sealed class ExposurePlot
{
    public ExposurePlot(IReadOnlyList<ArmExposure> groups, int width)
    {
        MostCycles = Math.Max(1, groups.Max(group => group.MostCycles));
        Frame = new PlotFrame((0, MostCycles), (0, 100), height: width * 9 / 20 < 220 ? 260 : width * 9 / 20, width: width);
        Ticks = [.. PlotFrame.Ticks(0, MostCycles, Math.Min(MostCycles, width / 70)).Where(tick => tick == Math.Floor(tick))];
    }

    public PlotFrame Frame { get; }

    public int MostCycles { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Steps: level at all until the first cycle, then down after each number of cycles that somebody ended with. Empty where nobody was treated.</summary>
    public string Path(ArmExposure group) => group.Treated == 0 ? "" : Frame.Stairs([(0, 100), .. group.Reached.Select((_, at) => (at + 1.0, Share(group, at + 2))).Take(group.MostCycles)]);

    // Of those treated, the share that got at least so many cycles.
    private static double Share(ArmExposure group, int cycles) => cycles > group.MostCycles ? 0 : 100.0 * group.Reached[cycles - 1] / group.Treated;
}
