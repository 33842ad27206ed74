namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>MISSING</c>: the study has no value there.</summary>
public sealed record MissingExpression : Expression;
