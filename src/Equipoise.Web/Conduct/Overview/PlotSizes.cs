namespace Equipoise.Web.Conduct.Overview;

/// <summary>A wide figure is drawn twice: for wide screens and paper, and for narrow screens, where the same drawing would be too small to read. The style sheet
/// shows one of them.</summary>
internal static class PlotSizes
{
    public const int Wide = 720;
    public const int Narrow = 360;

    /// <summary>The widths, each with the class under which it is shown.</summary>
    public static IReadOnlyList<(int Width, string Class)> Both { get; } = [(Wide, "for-wide"), (Narrow, "for-narrow")];
}
