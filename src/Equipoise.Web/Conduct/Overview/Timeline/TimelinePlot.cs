using Equipoise.Conduct.Timelines;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Web.Conduct.Overview.Timeline;

/// <summary>Where things stand in the figure of a timeline: a band for each kind of event, days to the right. Adverse events that overlap stand below each other.</summary>
internal sealed class TimelinePlot
{
    private const int Band = 26;
    private const int Row = 12;
    private const int Labels = 112;
    private const int MonthTicks = 80;
    private readonly PlotFrame frame;
    private readonly ParticipantTimeline timeline;
    private readonly Dictionary<TimelineKind, double> tops = [];

    public TimelinePlot(ParticipantTimeline timeline, int width)
    {
        this.timeline = timeline;
        Origin = timeline.RandomizedOn ?? timeline.Events[0].Day;
        Kinds = [.. timeline.Events.Select(happened => happened.Kind).Distinct().Order()];
        var first = Math.Min(0, Day(timeline.Events[0].Day));
        var last = timeline.Events.Max(happened => Day(happened.Until ?? (happened.GoesOn ? LastDay : happened.Day)));
        Rows = Stacked(timeline.Events.Where(happened => happened.Kind == TimelineKind.AdverseEvent));
        double y = PlotFrame.Top;
        foreach (var kind in Kinds)
        {
            tops[kind] = y;
            y += kind == TimelineKind.AdverseEvent ? Math.Max(Band, (Row * Rows.Count) + Band - Row) : Band;
        }

        Height = (int)y + PlotFrame.Bottom;
        frame = new PlotFrame((first, Math.Max(last, first + 28)), (0, 1), Height, left: Labels, width: width);
        Ticks = [.. PlotFrame.Ticks(first, Math.Max(last, first + 28), Math.Max(2, width / MonthTicks)).Where(tick => tick == Math.Floor(tick))];
    }

    /// <summary>The day from which days are counted: that of randomization, else the first of all.</summary>
    public DateOnly Origin { get; }

    public int Height { get; }

    public double Ground => Height - PlotFrame.Bottom;

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The kinds that have a band, from the top: all of which something happened.</summary>
    public IReadOnlyList<TimelineKind> Kinds { get; }

    /// <summary>Adverse events, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<TimelineEvent>> Rows { get; }

    /// <summary>The middle of a band, or of one of the rows of adverse events.</summary>
    public double Y(TimelineKind kind, int row = 0) => tops[kind] + (Band / 2.0) + (Row * row);

    public double X(DateOnly day) => frame.X(Day(day));

    public double X(double day) => frame.X(day);

    /// <summary>The end of something: its last day, or where it goes on the last day of all.</summary>
    public double End(TimelineEvent happened) => X(happened.Until ?? (happened.GoesOn ? LastDay : happened.Day));

    // Nothing goes on after the last of all that happened, such as death.
    private DateOnly LastDay => timeline.Events[^1].Day;

    private int Day(DateOnly day) => day.DayNumber - Origin.DayNumber;

    private static List<List<TimelineEvent>> Stacked(IEnumerable<TimelineEvent> lasting)
    {
        var rows = new List<List<TimelineEvent>>();
        foreach (var happened in lasting)
        {
            var row = rows.Find(one => (one[^1].Until ?? (one[^1].GoesOn ? DateOnly.MaxValue : one[^1].Day)) < happened.Day);
            if (row is null)
                rows.Add(row = []);
            row.Add(happened);
        }

        return rows;
    }
}
