using Equipoise.Conduct.Tumors;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Web.Conduct.Overview.Responses;

/// <summary>Where things stand in a swimmer plot: a lane for each participant, months since the first dose to the right.</summary>
internal sealed class SwimmerPlot
{
    /// <summary>How high a lane is.</summary>
    public const int Lane = 16;

    private const double DaysOfMonth = 365.25 / 12;
    private const int Labels = 92;
    private readonly PlotFrame frame;

    /// <summary>A plot.</summary>
    /// <param name="swimmers">Those treated who stand on it, from the top.</param>
    /// <param name="months">The last month shown.</param>
    /// <param name="width">How broad it is.</param>
    public SwimmerPlot(IReadOnlyList<ResponseCourse> swimmers, double months, int width)
    {
        (Swimmers, Months) = (swimmers, months);
        Height = PlotFrame.Top + PlotFrame.Bottom + (Lane * swimmers.Count);
        frame = new PlotFrame((0, months), (0, 1), Height, left: Labels, width: width);
        Ticks = [.. PlotFrame.Ticks(0, months, width / 90).Where(tick => tick == Math.Floor(tick))];
    }

    public IReadOnlyList<ResponseCourse> Swimmers { get; }

    public double Months { get; }

    public int Height { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The bottom of the lanes.</summary>
    public double Ground => Height - PlotFrame.Bottom;

    /// <summary>The month that holds all that is known of somebody treated.</summary>
    public static double LastMonth(IEnumerable<ResponseCourse> treated) =>
        Math.Max(3, Math.Ceiling(treated.Select(one => Month(one, one.FollowedUntil!.Value)).DefaultIfEmpty(0).Max()));

    public double X(double month) => frame.X(month);

    /// <summary>Where a day stands; what was before the first dose stands at its beginning.</summary>
    public double X(ResponseCourse course, DateOnly day) => frame.X(Math.Max(0, Month(course, day)));

    /// <summary>The middle of a lane.</summary>
    public static double Y(int lane) => PlotFrame.Top + (Lane * (lane + 0.5));

    private static double Month(ResponseCourse course, DateOnly day) => (day.DayNumber - course.FirstDose!.Value.DayNumber) / DaysOfMonth;
}
