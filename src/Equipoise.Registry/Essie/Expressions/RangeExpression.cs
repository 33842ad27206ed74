namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>RANGE[a, b]</c>: a value from one to the other, both included.</summary>
/// <param name="Min">The lower end as written; null for <c>MIN</c>.</param>
/// <param name="Max">The upper end as written; null for <c>MAX</c>.</param>
public sealed record RangeExpression(string? Min, string? Max) : Expression
{
    /// <summary>True where it begins at <c>MAX</c> or ends at <c>MIN</c>: no value is above all values or below them.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Where the lower end begins in the text, counted from 0.</summary>
    public int MinPosition { get; init; }

    /// <summary>Where the upper end begins in the text, counted from 0.</summary>
    public int MaxPosition { get; init; }
}
