using Equipoise.Conduct.Quality;

namespace Equipoise.Web.Conduct.Overview.Quality;

/// <summary>Where the bars of a figure of forms stand: a bar for each kind of visit, from 0 to 100 % of the forms expected.</summary>
/// <param name="visits">The kinds of visits.</param>
/// <param name="width">How broad the figure is.</param>
internal sealed class VisitPlot(IReadOnlyList<VisitQuality> visits, int width)
{
    public const int Row = 34;
    public const int Left = 12;
    public const int Right = 12;

    public IReadOnlyList<VisitQuality> Visits { get; } = visits;

    public int Height => (Row * Visits.Count) + 30;

    /// <summary>Where a share of the forms ends.</summary>
    public double X(double share) => Left + (share * (width - Left - Right));

    /// <summary>The top of a bar; its words stand above it.</summary>
    public static double Y(int row) => (Row * row) + 18;

    /// <summary>The shares at which the forms filled in in their window end, and all that are filled in.</summary>
    public static (double InWindow, double Filled) Shares(FormCounts forms) =>
        forms.Expected == 0 ? (0, 0) : ((double)forms.InWindow / forms.Expected, (double)(forms.InWindow + forms.OutOfWindow) / forms.Expected);
}
