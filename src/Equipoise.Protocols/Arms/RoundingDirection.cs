namespace Equipoise.Protocols.Arms;

/// <summary>Which of two neighboring values a number is rounded to.</summary>
public enum RoundingDirection
{
    /// <summary>The nearer; from the middle, away from zero.</summary>
    Nearest,

    /// <summary>The larger.</summary>
    Up,

    /// <summary>The smaller.</summary>
    Down,
}
