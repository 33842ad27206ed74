using System.Globalization;
using Equipoise.Analysis.Designs;
using Equipoise.Statistics.Design;

namespace Equipoise.Web.Designs;

/// <summary>Where the lines of the plot of power lie: a drawing of numbers of deaths across and power upwards, a line for each hazard ratio.</summary>
internal sealed class PowerPlot
{
    public const double Width = 720;
    public const double Height = 380;
    public const double Left = 56;
    public const double Right = 92;
    public const double Top = 16;
    public const double Bottom = 44;
    private const int Step = 20;

    public PowerPlot(StudyDesigns designs)
    {
        var most = (int)Math.Round(designs.Grid.Participants / Step) * Step;
        (Most, Alpha) = (most, designs.Alphas[Math.Min(1, designs.Alphas.Count - 1)]);
        Events = [.. Enumerable.Range(1, most / Step).Select(i => (double)(i * Step))];
        Lines = [.. StudyDesigns.HazardRatios.Select(ratio => (ratio, (IReadOnlyList<double>)[.. Events.Select(new EventCount(ratio, Alpha.Alpha, designs.Grid.Ratio).Power)]))];
    }

    /// <summary>The numbers of events of the points.</summary>
    public IReadOnlyList<double> Events { get; }

    /// <summary>The events at the right edge.</summary>
    public double Most { get; }

    /// <summary>The one-sided error probability of the lines.</summary>
    public (string Name, double Alpha) Alpha { get; }

    /// <summary>A line for each hazard ratio: its power at each number of events.</summary>
    public IReadOnlyList<(double HazardRatio, IReadOnlyList<double> Power)> Lines { get; }

    /// <summary>How a line is dashed, so that lines are told apart in gray.</summary>
    public static string Dash(int line) => line switch { 0 => "none", 1 => "9 4", 2 => "3 3", _ => "9 3 2 3" };

    public string X(double events) => Number(Left + ((Width - Left - Right) * events / Most));

    public static string Y(double power) => Number(Height - Bottom - ((Height - Top - Bottom) * power));

    public string Points(IReadOnlyList<double> powers) => string.Join(' ', Events.Select((events, i) => $"{X(events)},{Y(powers[i])}"));

    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
