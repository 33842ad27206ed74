namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>AREA[Name]</c>: the inner part looks there.</summary>
/// <param name="Name">A search area, a field, or a field followed by <c>:size</c>.</param>
/// <param name="Inner">The part.</param>
public sealed record AreaExpression(string Name, Expression Inner) : Expression;
