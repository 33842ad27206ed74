namespace Equipoise.Conduct.Deviations;

/// <summary>How a deviation stands, as the database names it.</summary>
public static class DeviationStatus
{
    /// <summary>Something is still to be done about it.</summary>
    public const string Open = "open";

    /// <summary>What there was to do is done.</summary>
    public const string Closed = "closed";

    /// <summary>It was none: documented in error, or what it rested on was corrected. It stays to be seen.</summary>
    public const string Void = "void";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Closed, Void];
}
