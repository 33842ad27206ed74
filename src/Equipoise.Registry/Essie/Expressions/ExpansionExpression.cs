namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>EXPANSION[…]</c>: how far the words found may differ from those of the inner part.</summary>
/// <param name="Expansion">How far.</param>
/// <param name="Inner">The part.</param>
public sealed record ExpansionExpression(Expansion Expansion, Expression Inner) : Expression;
