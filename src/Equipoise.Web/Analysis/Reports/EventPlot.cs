using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Reports;

namespace Equipoise.Web.Analysis.Reports;

/// <summary>Where things stand in the figure of events over the calendar: months since the first randomization to the right, events upward.</summary>
internal sealed class EventPlot
{
    private readonly EventProgress progress;

    public EventPlot(EventProgress progress)
    {
        this.progress = progress;
        var last = progress.Expected.Count > 0 ? progress.Expected[^1].Day : progress.Cutoff;
        var most = new[] { Now, progress.Target ?? 0, progress.Expected.Count > 0 ? progress.Expected[^1].Events : 0, progress.Planned.Where(point => point.Day <= last).Select(point => point.Events).DefaultIfEmpty(0).Max() }.Max();
        LastMonth = Math.Max(1, Math.Ceiling(Month(last)));
        Most = Math.Max(5, most * 1.05);
        Frame = new PlotFrame((0, LastMonth), (0, Most));
        Planned = Frame.Path(progress.Planned.Where(point => Month(point.Day) <= LastMonth).Select(point => (Month(point.Day), point.Events)));
    }

    public PlotFrame Frame { get; }

    public double LastMonth { get; }

    public double Most { get; }

    /// <summary>The events on record.</summary>
    public int Now => progress.Seen.Count > 0 ? progress.Seen[^1].Events : 0;

    /// <summary>The events that the design expected, from the start on.</summary>
    public string Planned { get; }

    public double Month(DateOnly day) => (day.DayNumber - progress.Start.DayNumber) / SurvivalAnalysis.DaysOfMonth;

    /// <summary>The events on record as steps, to the cutoff.</summary>
    public string Seen => Frame.Stairs([(0, 0), .. progress.Seen.Select(point => (Month(point.Day), (double)point.Events)), (Month(progress.Cutoff), Now)]);

    /// <summary>The events to expect, from the cutoff on.</summary>
    public string Expected => Frame.Path(progress.Expected.Select(point => (Month(point.Day), point.Events)));
}
