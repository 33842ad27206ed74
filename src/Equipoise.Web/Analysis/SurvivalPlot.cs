using System.Globalization;
using System.Text;
using Equipoise.Analysis.Comparing;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Web.Analysis;

/// <summary>Where things stand in a figure of survival curves: time in months to the right, survival from 0 to 1 upward.</summary>
internal sealed class SurvivalPlot
{
    public const int Width = 720;
    public const int Height = 380;
    public const int Left = 52;
    public const int Right = 12;
    public const int Top = 12;
    public const int Bottom = 44;

    // Months between two ticks: the first that gives at most twelve of them.
    private static readonly int[] TickSteps = [1, 2, 3, 6, 12, 24, 60];

    private readonly double level;

    public SurvivalPlot(IReadOnlyList<ArmResult> arms, double level = 0.95)
    {
        this.level = level;
        var last = arms.SelectMany(arm => arm.Curve.Times).DefaultIfEmpty(1).Max();
        var step = TickSteps.FirstOrDefault(step => last / step <= 12, (int)Math.Ceiling(last / 12));
        Months = Math.Max(1, (int)Math.Ceiling(last / step)) * step;
        Ticks = [.. Enumerable.Range(0, (Months / step) + 1).Select(tick => tick * step)];
    }

    /// <summary>The last month shown.</summary>
    public int Months { get; }

    /// <summary>The months that are named under the axis, and in the table of participants at risk.</summary>
    public IReadOnlyList<int> Ticks { get; }

    /// <summary>Pixels from the left.</summary>
    public double X(double month) => Left + (month / Months * (Width - Left - Right));

    /// <summary>Pixels from the top.</summary>
    public static double Y(double survival) => Top + ((1 - survival) * (Height - Top - Bottom));

    /// <summary>The curve as a path of steps, from 1 at time 0 to the last time observed.</summary>
    public string Path(SurvivalCurve curve)
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{X(0):0.##} {Y(1):0.##}"));
        for (var at = 0; at < curve.Times.Count; at++)
            path.Append(CultureInfo.InvariantCulture, $"H{X(curve.Times[at]):0.##}V{Y(curve.Survival[at]):0.##}");
        return path.ToString();
    }

    /// <summary>The area between the pointwise limits (log-log), there and back.</summary>
    public string Band(SurvivalCurve curve)
    {
        var (lower, upper) = curve.Limits(ConfidenceType.LogLog, level);
        var shown = Enumerable.Range(0, curve.Times.Count).Where(at => double.IsFinite(lower[at]) && double.IsFinite(upper[at])).ToList();
        if (shown.Count == 0)
            return "";
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{X(curve.Times[shown[0]]):0.##} {Y(upper[shown[0]]):0.##}"));
        foreach (var at in shown.Skip(1))
            path.Append(CultureInfo.InvariantCulture, $"H{X(curve.Times[at]):0.##}V{Y(upper[at]):0.##}");
        // The last limits hold until the next step, which has none where the curve comes down to 0.
        var end = curve.Times[Math.Min(shown[^1] + 1, curve.Times.Count - 1)];
        path.Append(CultureInfo.InvariantCulture, $"H{X(end):0.##}V{Y(lower[shown[^1]]):0.##}");
        for (var i = shown.Count - 2; i >= 0; i--)
            path.Append(CultureInfo.InvariantCulture, $"H{X(curve.Times[shown[i + 1]]):0.##}V{Y(lower[shown[i]]):0.##}");
        return path.Append(CultureInfo.InvariantCulture, $"H{X(curve.Times[shown[0]]):0.##}Z").ToString();
    }

    /// <summary>Where somebody was censored, as small strokes on the curve.</summary>
    public string Censored(SurvivalCurve curve)
    {
        var path = new StringBuilder();
        for (var at = 0; at < curve.Times.Count; at++)
        {
            if (curve.Censored[at] > 0)
                path.Append(CultureInfo.InvariantCulture, $"M{X(curve.Times[at]):0.##} {Y(curve.Survival[at]) - 4:0.##}v8");
        }

        return path.ToString();
    }
}
