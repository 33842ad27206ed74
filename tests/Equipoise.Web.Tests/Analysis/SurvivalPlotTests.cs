using System.Globalization;
using Equipoise.Analysis.Comparing;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Web.Analysis;

namespace Equipoise.Web.Tests.Analysis;

/// <summary>What the figure shows: where its lines stand, against the values they stand for.</summary>
public sealed class SurvivalPlotTests
{
    private static readonly ArmResult Arm = ArmOf([1, 2, 4, 6, 10], [true, true, false, true, false]);

    [Fact]
    public void The_axes_go_from_nothing_to_all_and_from_randomization_to_the_last_month()
    {
        var plot = new SurvivalPlot([Arm]);

        plot.Ticks.ShouldBe([.. Enumerable.Range(0, 11)]);
        plot.X(0).ShouldBe(SurvivalPlot.Left);
        plot.X(plot.Months).ShouldBe(SurvivalPlot.Width - SurvivalPlot.Right);
        SurvivalPlot.Y(1).ShouldBe(SurvivalPlot.Top);
        SurvivalPlot.Y(0).ShouldBe(SurvivalPlot.Height - SurvivalPlot.Bottom);
    }

    [Theory]
    [InlineData(11.5, 1)]
    [InlineData(33, 3)]
    [InlineData(60, 6)]
    [InlineData(140, 12)]
    public void Long_follow_up_has_wider_steps_and_at_most_twelve_of_them(double last, int step)
    {
        var plot = new SurvivalPlot([ArmOf([last], [false])]);

        (plot.Ticks[1] - plot.Ticks[0]).ShouldBe(step);
        plot.Ticks.Count.ShouldBeLessThanOrEqualTo(13);
        plot.Months.ShouldBeGreaterThanOrEqualTo((int)last);
    }

    [Fact]
    public void Every_step_of_the_path_stands_where_the_curve_has_its_value()
    {
        var plot = new SurvivalPlot([Arm]);

        var corners = Corners(plot.Path(Arm.Curve));

        corners[0].ShouldBe((plot.X(0), SurvivalPlot.Y(1)), new Near());
        for (var at = 0; at < Arm.Curve.Times.Count; at++)
            corners[(2 * at) + 2].ShouldBe((plot.X(Arm.Curve.Times[at]), SurvivalPlot.Y(Arm.Curve.Survival[at])), new Near());
    }

    [Fact]
    public void The_band_holds_the_curve_between_its_edges()
    {
        var plot = new SurvivalPlot([Arm]);
        var (lower, upper) = Arm.Curve.Limits(ConfidenceType.LogLog, 0.95);

        var heights = Corners(plot.Band(Arm.Curve)).Select(corner => corner.Y).ToList();

        heights.Min().ShouldBe(SurvivalPlot.Y(upper.Where(double.IsFinite).Max()), 0.01);
        heights.Max().ShouldBe(SurvivalPlot.Y(lower.Where(double.IsFinite).Min()), 0.01);
    }

    [Fact]
    public void The_band_lasts_as_long_as_the_curve_is_above_0()
    {
        var gone = ArmOf([1, 2, 4, 9], [true, true, false, true]);
        var plot = new SurvivalPlot([gone]);

        Corners(plot.Band(gone.Curve)).Max(corner => corner.X).ShouldBe(plot.X(9), 0.01);
        Corners(plot.Band(Arm.Curve)).Max(corner => corner.X).ShouldBe(plot.X(10), 0.01);
    }

    [Theory]
    [InlineData(-1e-17, "0.00")]
    [InlineData(-0.004, "0.00")]
    [InlineData(-0.006, "-0.01")]
    [InlineData(1.234, "1.23")]
    public void What_is_0_when_rounded_has_no_sign(double value, string text) => Numbers.Short(value).ShouldBe(text);

    [Fact]
    public void There_is_a_stroke_for_each_time_at_which_somebody_was_censored() =>
        new SurvivalPlot([Arm]).Censored(Arm.Curve).Count(letter => letter == 'M').ShouldBe(2);

    [Fact]
    public void A_curve_of_nobody_dead_stays_on_top() =>
        Corners(new SurvivalPlot([ArmOf([3, 5], [false, false])]).Path(ArmOf([3, 5], [false, false]).Curve)).ShouldAllBe(corner => corner.Y == SurvivalPlot.Top);

    private static ArmResult ArmOf(double[] times, bool[] events)
    {
        var curve = KaplanMeier.Estimate(new SurvivalData(times, events));
        return new ArmResult("A", times.Length, events.Count(isEvent => isEvent), curve, curve.Quantile(0.5, ConfidenceType.LogLog, 0.95), curve.At(12, ConfidenceType.LogLog, 0.95));
    }

    // The points a path of M, H and V goes through.
    private static List<(double X, double Y)> Corners(string path)
    {
        var corners = new List<(double X, double Y)>();
        var (x, y) = (0.0, 0.0);
        foreach (var command in System.Text.RegularExpressions.Regex.EnumerateMatches(path, "[MHVZ][^MHVZ]*", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            var part = path.Substring(command.Index, command.Length);
            if (part[0] == 'Z')
                continue;
            var numbers = part[1..].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            (x, y) = part[0] switch { 'M' => (numbers[0], numbers[1]), 'H' => (numbers[0], y), _ => (x, numbers[0]) };
            corners.Add((x, y));
        }

        return corners;
    }

    private sealed class Near : IEqualityComparer<(double X, double Y)>
    {
        public bool Equals((double X, double Y) first, (double X, double Y) second) => Math.Abs(first.X - second.X) < 0.01 && Math.Abs(first.Y - second.Y) < 0.01;

        public int GetHashCode((double X, double Y) point) => 0;
    }
}
