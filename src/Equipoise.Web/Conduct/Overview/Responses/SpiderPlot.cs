using Equipoise.Conduct.Tumors;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Web.Conduct.Overview.Responses;

/// <summary>Where the lines of a spider plot run: weeks since randomization to the right, upward the change of the sum from baseline in percent.</summary>
internal sealed class SpiderPlot
{
    public const int Width = 360;
    public const int Height = 260;

    /// <summary>A line that would go higher runs along here.</summary>
    public const double Most = 100;

    private const int DaysOfWeek = 7;
    private readonly PlotFrame frame;

    /// <summary>A plot.</summary>
    /// <param name="participants">Whose lines.</param>
    /// <param name="weeks">The last week shown; the same for all panels of a figure.</param>
    public SpiderPlot(IEnumerable<ResponseCourse> participants, double weeks)
    {
        Lines = [.. participants.Where(one => one.Points.Any(point => point.Change is not null))];
        Weeks = weeks;
        frame = new PlotFrame((0, weeks), (-100, Most), Height, width: Width);
    }

    /// <summary>Those with a change.</summary>
    public IReadOnlyList<ResponseCourse> Lines { get; }

    public double Weeks { get; }

    /// <summary>The week of the last assessment of all, at least 12.</summary>
    public static double WeeksOf(IEnumerable<ResponseCourse> participants) =>
        Math.Max(12, participants.SelectMany(one => one.Points.Where(point => point.Change is not null).Select(point => Week(one, point))).DefaultIfEmpty(0).Max());

    public double X(double week) => frame.X(week);

    public double Y(double percent) => frame.Y(Math.Min(percent, Most));

    /// <summary>The week of an assessment.</summary>
    public static double Week(ResponseCourse course, ResponsePoint point) => (double)(point.Day.DayNumber - course.RandomizedOn.DayNumber) / DaysOfWeek;

    /// <summary>A line from no change at randomization through each assessment with a sum.</summary>
    public string Path(ResponseCourse course) =>
        frame.Path([(0, 0), .. course.Points.Where(point => point.Change is not null).Select(point => (Week(course, point), Math.Min((double)point.Change!.Value, Most)))]);
}
