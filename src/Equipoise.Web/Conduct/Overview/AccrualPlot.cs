using System.Globalization;
using System.Text;
using Equipoise.Analysis.Overview;

namespace Equipoise.Web.Conduct.Overview;

/// <summary>Where things stand in a figure of accrual: months to the right, participants upward.</summary>
internal sealed class AccrualPlot
{
    public const int Left = 52;
    public const int Right = 12;
    public const int Top = 12;
    public const int Bottom = 44;

    private static readonly double[] Factors = [1, 2, 5, 10];
    private static readonly int[] Steps = [1, 2, 3, 6, 12, 24, 60];
    private readonly Accrual accrual;

    /// <summary>A figure of so many pixels across.</summary>
    public AccrualPlot(Accrual accrual, int width = PlotSizes.Wide)
    {
        (this.accrual, Width) = (accrual, width);
        var months = Math.Max(1, accrual.Months.Count);
        var most = width / 60;
        var step = Steps.FirstOrDefault(step => (double)months / step <= most, (int)Math.Ceiling(months / (double)most));
        Months = (int)Math.Ceiling((double)months / step) * step;
        Ticks = [.. Enumerable.Range(0, (Months / step) + 1).Select(tick => tick * step)];
        var highest = Math.Max(1, accrual.Months.Select(month => Math.Max(month.Cumulative, month.Expected ?? 0)).DefaultIfEmpty(1).Max());
        var unit = Unit(highest / 4);
        Levels = [.. Enumerable.Range(0, (int)Math.Ceiling(highest / unit) + 1).Select(level => level * unit)];
    }

    /// <summary>Its width.</summary>
    public int Width { get; }

    /// <summary>Its height.</summary>
    public int Height => Width < PlotSizes.Wide ? 260 : 300;

    /// <summary>The last month shown.</summary>
    public int Months { get; }

    /// <summary>The months that are named.</summary>
    public IReadOnlyList<int> Ticks { get; }

    /// <summary>The numbers of participants that are named.</summary>
    public IReadOnlyList<double> Levels { get; }

    /// <summary>Pixels from the left.</summary>
    public double X(double month) => Left + (month / Months * (Width - Left - Right));

    /// <summary>Pixels from the top.</summary>
    public double Y(double participants) => Top + ((1 - (participants / Levels[^1])) * (Height - Top - Bottom));

    /// <summary>Those randomized, as a line through the end of each month.</summary>
    public string Seen() => Line(accrual.Months.Select(month => (double?)month.Cumulative));

    /// <summary>Those planned, in the same way; empty where nothing was.</summary>
    public string Planned() => accrual.Months.Any(month => month.Expected is not null) ? Line(accrual.Months.Select(month => month.Expected)) : "";

    private string Line(IEnumerable<double?> counts)
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{X(0):0.##} {Y(0):0.##}"));
        foreach (var (count, at) in counts.Select((count, at) => (count, at)))
        {
            if (count is { } known)
                path.Append(CultureInfo.InvariantCulture, $"L{X(at + 1):0.##} {Y(known):0.##}");
        }

        return path.ToString();
    }

    // The next of 1, 2, 5, 10, 20, 50 … that is no smaller.
    private static double Unit(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, least))));
        return Factors.Select(factor => factor * power).First(unit => unit >= least || unit >= 10 * power);
    }
}
