namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>COVERAGE[…]</c>: how much of a value the words of the inner part make up.</summary>
/// <param name="Coverage">How much.</param>
/// <param name="Inner">The part.</param>
public sealed record CoverageExpression(Coverage Coverage, Expression Inner) : Expression;
