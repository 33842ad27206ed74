namespace Equipoise.Registry.Essie.Expressions;

/// <summary>All of several parts.</summary>
/// <param name="Parts">The parts, two at least.</param>
public sealed record AndExpression(IReadOnlyList<Expression> Parts) : Expression;
