using System.Globalization;

namespace Equipoise.Web.Analysis.Reports;

/// <summary>Where values stand in a figure: one axis to the right, one upward.</summary>
internal sealed class PlotFrame
{
    public const int Width = 720;
    public const int Left = 56;
    public const int Right = 16;
    public const int Top = 14;
    public const int Bottom = 46;

    private static readonly double[] Steps = [1, 2, 5];
    private readonly double from;
    private readonly double to;
    private readonly double low;
    private readonly double high;
    private readonly bool isLogarithmic;
    private readonly int left;
    private readonly int width;

    /// <summary>A figure.</summary>
    /// <param name="across">The first and the last value to the right.</param>
    /// <param name="upward">The lowest and the highest value upward.</param>
    /// <param name="height">The figure's height.</param>
    /// <param name="isLogarithmic">Whether the axis to the right is one of ratios.</param>
    /// <param name="left">How far from the left edge it begins.</param>
    /// <param name="width">The figure's width.</param>
    public PlotFrame((double From, double To) across, (double Low, double High) upward, int height = 340, bool isLogarithmic = false, int left = Left, int width = Width)
    {
        (this.isLogarithmic, this.left, this.width, Height) = (isLogarithmic, left, width, height);
        (from, to) = (Scale(across.From), Scale(across.To));
        (low, high) = upward;
    }

    public int Height { get; }

    /// <summary>Pixels from the left.</summary>
    public double X(double value) => left + ((Scale(value) - from) / (to - from) * (width - left - Right));

    /// <summary>Pixels from the top.</summary>
    public double Y(double value) => Top + ((high - value) / (high - low) * (Height - Top - Bottom));

    /// <summary>A path through points.</summary>
    public string Path(IEnumerable<(double X, double Y)> points) =>
        string.Concat(points.Select((point, at) => string.Create(CultureInfo.InvariantCulture, $"{(at == 0 ? 'M' : 'L')}{X(point.X):0.##} {Y(point.Y):0.##}")));

    /// <summary>A path of steps through points.</summary>
    public string Stairs(IEnumerable<(double X, double Y)> points) =>
        string.Concat(points.Select((point, at) => at == 0
            ? string.Create(CultureInfo.InvariantCulture, $"M{X(point.X):0.##} {Y(point.Y):0.##}")
            : string.Create(CultureInfo.InvariantCulture, $"H{X(point.X):0.##}V{Y(point.Y):0.##}")));

    /// <summary>Round values from the first at or above one to another, about so many.</summary>
    public static IReadOnlyList<double> Ticks(double from, double to, int about)
    {
        var rough = (to - from) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Steps.Select(one => one * power).FirstOrDefault(one => one >= rough * 0.999, 10 * power);
        var first = Math.Ceiling((from / step) - 1e-9);
        return [.. Enumerable.Range(0, (int)Math.Floor((to / step) - first + 1e-9) + 1).Select(at => (first + at) * step)];
    }

    private double Scale(double value) => isLogarithmic ? Math.Log(value) : value;
}
