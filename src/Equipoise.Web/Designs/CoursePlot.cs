using Equipoise.Analysis.Designs;

namespace Equipoise.Web.Designs;

/// <summary>Where the lines of the plot of expected events lie: months across, participants upwards, a line for each hazard ratio and one for enrollment.</summary>
internal sealed class CoursePlot
{
    private const double LabelHeight = 16;
    private const int Step = 100;
    private readonly IReadOnlyList<ExpectedCourse> courses;

    public CoursePlot(StudyDesigns designs)
    {
        courses = designs.Courses;
        Most = Math.Max(Step, Math.Ceiling(designs.Grid.Participants / Step) * Step);
    }

    /// <summary>The number at the upper edge.</summary>
    public double Most { get; }

    /// <summary>The numbers that have a line across.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)(Most / Step) + 1).Select(at => (double)at * Step);

    public static string X(double month) => PowerPlot.Number(PowerPlot.Left + ((PowerPlot.Width - PowerPlot.Left - PowerPlot.Right) * month / StudyDesigns.CourseMonths));

    public string Y(double count) => PowerPlot.Number(Height(count));

    /// <summary>The participants enrolled by month.</summary>
    public string Enrolled => Points(courses[0].Months.Select(at => (at.Time, at.Enrolled)));

    /// <summary>The events of both arms by month.</summary>
    public string Events(int course) => Points(courses[course].Months.Select(at => (at.Time, at.Events)));

    /// <summary>Where the name of a line stands, below that of the line above it.</summary>
    public string LabelY(int course)
    {
        // The fewest events belong to the smallest ratio, so that the names go upwards.
        var middle = courses.Average(of => Height(of.Months[^1].Events));
        return PowerPlot.Number(middle + ((((courses.Count - 1) / 2.0) - course) * LabelHeight));
    }

    private double Height(double count) => PowerPlot.Height - PowerPlot.Bottom - ((PowerPlot.Height - PowerPlot.Top - PowerPlot.Bottom) * count / Most);

    private string Points(IEnumerable<(double Month, double Count)> points) => string.Join(' ', points.Prepend((0, 0)).Select(point => $"{X(point.Month)},{Y(point.Count)}"));
}
