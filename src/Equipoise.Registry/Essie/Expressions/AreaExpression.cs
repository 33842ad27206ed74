namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>AREA[Name]</c>: the inner part looks there.</summary>
/// <param name="Name">A search area, a field, or a field followed by <c>:size</c>.</param>
/// <param name="Inner">The part.</param>
public sealed record AreaExpression(string Name, Expression Inner) : Expression
{
    /// <summary>Where its name begins in the text, counted from 0.</summary>
    public int NamePosition { get; init; }
}
