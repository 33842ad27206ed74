using System.Globalization;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Reports;
using Equipoise.Statistics.Survival.Regression;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Web.Tests.Analysis;

/// <summary>Where the figures of the reports draw things, against the values they stand for.</summary>
public sealed class ReportPlotTests
{
    [Fact]
    public void The_axes_take_the_ends_to_the_edges_and_ratios_by_their_logarithms()
    {
        var frame = new PlotFrame((0.25, 4), (-1, 3), isLogarithmic: true);

        frame.X(0.25).ShouldBe(PlotFrame.Left);
        frame.X(4).ShouldBe(PlotFrame.Width - PlotFrame.Right);
        frame.X(1).ShouldBe((frame.X(0.25) + frame.X(4)) / 2, 1e-9);
        (frame.X(2) - frame.X(1)).ShouldBe(frame.X(1) - frame.X(0.5), 1e-9);
        frame.Y(3).ShouldBe(PlotFrame.Top);
        frame.Y(-1).ShouldBe(frame.Height - PlotFrame.Bottom);
    }

    [Theory]
    [InlineData(0, 1, 10, new[] { 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0 })]
    [InlineData(0, 412, 5, new[] { 0, 100.0, 200, 300, 400 })]
    [InlineData(-1, 3.5, 6, new[] { -1, 0.0, 1, 2, 3 })]
    public void Ticks_are_round_numbers_within_the_axis(double from, double to, int about, double[] expected)
    {
        var ticks = PlotFrame.Ticks(from, to, about);

        ticks.Count.ShouldBe(expected.Length);
        for (var at = 0; at < expected.Length; at++)
            ticks[at].ShouldBe(expected[at], 1e-12);
    }

    [Fact]
    public void Events_stand_at_their_month_and_number_and_go_on_from_the_cutoff()
    {
        var start = new DateOnly(2026, 1, 1);
        var progress = new EventProgress(start, start.AddDays(100), [(start.AddDays(10), 2), (start.AddDays(50), 7)], [(start.AddDays(100), 7), (start.AddDays(200), 20)], new PlannedLook("Interim", 0.7), 18, start.AddDays(180),
            [(start, 0), (start.AddDays(120), 12), (start.AddDays(2000), 500)], start.AddDays(150));
        var plot = new EventPlot(progress);

        plot.Seen.ShouldEndWith(At($"H{plot.Frame.X(100 / 30.4375):0.##}V{plot.Frame.Y(7):0.##}"));
        plot.Seen.ShouldContain(At($"H{plot.Frame.X(10 / 30.4375):0.##}V{plot.Frame.Y(2):0.##}"));
        plot.Expected.ShouldBe(At($"M{plot.Frame.X(100 / 30.4375):0.##} {plot.Frame.Y(7):0.##}L{plot.Frame.X(200 / 30.4375):0.##} {plot.Frame.Y(20):0.##}"));
        plot.Planned.ShouldBe(At($"M{plot.Frame.X(0):0.##} {plot.Frame.Y(0):0.##}L{plot.Frame.X(120 / 30.4375):0.##} {plot.Frame.Y(12):0.##}"), "what lies beyond the figure is left out");
        plot.Most.ShouldBeInRange(20, 25);
    }

    [Fact]
    public void Boundaries_stand_at_their_information_and_what_lies_beyond_at_the_edge()
    {
        var plot = new BoundaryPlot([new BoundaryLine("B-C", [new(0.7, 2.77, 3.1, 0.4), new(1, 2.27, null)]), new BoundaryLine("A-C", [new(0.7, double.PositiveInfinity, -12)])]);

        plot.Boundary(new BoundaryLine("B-C", [new(0.7, 2.77, 3.1, 0.4), new(1, 2.27, null)])).ShouldBe(At($"M{plot.Frame.X(0.7):0.##} {plot.Frame.Y(2.77):0.##}L{plot.Frame.X(1):0.##} {plot.Frame.Y(2.27):0.##}"));
        plot.Boundary(new BoundaryLine("A-C", [new(0.7, double.PositiveInfinity, -12)])).ShouldBeEmpty();
        plot.Futility(new BoundaryLine("B-C", [new(0.7, 2.77, 3.1, 0.4), new(0.9, 2.4, null, -20), new(1, 2.27, null)])).ShouldBe(At($"M{plot.Frame.X(0.7):0.##} {plot.Frame.Y(0.4):0.##}L{plot.Frame.X(0.9):0.##} {plot.Frame.Y(plot.Lowest):0.##}"));
        plot.Within(-12).ShouldBe(plot.Lowest);
        plot.Frame.Y(plot.Lowest).ShouldBe(plot.Frame.Height - PlotFrame.Bottom);
    }

    [Fact]
    public void A_forest_has_a_row_for_each_subgroup_and_ends_of_lines_at_their_limits()
    {
        var rows = new[] { Row("all", "all", 0.7, 0.5, 0.98), Row("CPS", "LOW", 0.9, 0.4, 2.2), Row("CPS", "HIGH", double.NaN, double.NaN, double.NaN) };
        var plot = new ForestPlot(rows);

        plot.Y(0).ShouldBeLessThan(plot.Y(1));
        (plot.Y(1) - plot.Y(0)).ShouldBe(ForestPlot.RowHeight, 1e-9);
        plot.X(0.4).ShouldBeLessThan(plot.X(0.9));
        plot.Least.ShouldBe(0.4);
        plot.Most.ShouldBe(2.2);
        ForestPlot.Shows(rows[2]).ShouldBeFalse();
        plot.Ticks.ShouldBe([0.5, 1, 2]);
    }

    private static SubgroupEffect Row(string variable, string level, double ratio, double lower, double upper) => new(variable, level, 10, 5, 10, 6, ratio, lower, upper, 0.5, false, double.NaN, 0);

    private static string At(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
