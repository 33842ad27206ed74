namespace Equipoise.Registry.Essie.Expressions;

/// <summary>At least one of several parts.</summary>
/// <param name="Parts">The parts, two at least.</param>
public sealed record OrExpression(IReadOnlyList<Expression> Parts) : Expression;
