using Equipoise.Conduct.Tumors;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Web.Conduct.Overview.Responses;

/// <summary>Where the bars of a waterfall stand: participants to the right, the largest growth first, upward the best change of the sum in percent.</summary>
internal sealed class WaterfallPlot
{
    public const int Width = 360;
    public const int Height = 260;

    /// <summary>A bar that would be higher ends here.</summary>
    public const double Most = 100;

    private readonly PlotFrame frame;

    public WaterfallPlot(IEnumerable<ResponseCourse> participants)
    {
        Bars = [.. participants.Where(one => one.BestChange is not null).OrderByDescending(one => one.BestChange).ThenBy(one => one.Participant, StringComparer.Ordinal)];
        frame = new PlotFrame((0, Math.Max(1, Bars.Count)), (-100, Most), Height, width: Width);
    }

    /// <summary>Those with a change.</summary>
    public IReadOnlyList<ResponseCourse> Bars { get; }

    public double X(double bar) => frame.X(bar);

    public double Y(double percent) => frame.Y(Math.Min(percent, Most));

    /// <summary>A bar: from where, how broad, and between which heights.</summary>
    public (double X, double Width, double Top, double Height) Bar(int at)
    {
        var (zero, end) = (Y(0), Y((double)Bars[at].BestChange!.Value));
        var gap = Bars.Count > 60 ? 0 : 0.15;
        // A bar of nothing is a line, so that whoever did not change is seen.
        return (X(at + gap), X(at + 1 - gap) - X(at + gap), Math.Min(zero, end), Math.Max(1, Math.Abs(end - zero)));
    }
}
