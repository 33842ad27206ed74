namespace Equipoise.Web.Shared;

/// <summary>How long the reader of a long answer may take nothing of it.</summary>
internal sealed record ReaderPatience(TimeSpan Time)
{
    /// <summary>Eight seconds, so that it is over after ten.</summary>
    public static ReaderPatience Usual { get; } = new(TimeSpan.FromSeconds(8));
}
