namespace Equipoise.Registry.Essie.Expressions;

/// <summary>What the inner part does not match.</summary>
/// <param name="Inner">The part.</param>
public sealed record NotExpression(Expression Inner) : Expression;
