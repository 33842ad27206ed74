namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>ALL</c>: every study.</summary>
public sealed record AllExpression : Expression;
