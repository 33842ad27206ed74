namespace Equipoise.EndToEnd;

/// <summary>How a person looks at a page.</summary>
/// <param name="Width">The window's width in CSS pixels.</param>
/// <param name="Dark">Whether they prefer dark pages.</param>
/// <param name="JavaScript">Whether scripts run.</param>
public sealed record Look(int Width, bool Dark, bool JavaScript = true)
{
    public static Look Desktop { get; } = new(1280, Dark: false);

    public override string ToString() => $"{Width}-{(Dark ? "dark" : "light")}";
}
