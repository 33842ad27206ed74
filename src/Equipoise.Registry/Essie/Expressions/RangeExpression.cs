namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>RANGE[a, b]</c>: a value from one to the other, both included.</summary>
/// <param name="Min">The lower end as written; null for <c>MIN</c>.</param>
/// <param name="Max">The upper end as written; null for <c>MAX</c>.</param>
public sealed record RangeExpression(string? Min, string? Max) : Expression;
