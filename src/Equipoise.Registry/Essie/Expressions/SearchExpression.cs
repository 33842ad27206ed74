namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>SEARCH[Location]</c>: one and the same site fulfills the inner part; <c>SEARCH[Study]</c>: the study does.</summary>
/// <param name="IsLocation">True for a site.</param>
/// <param name="Inner">The part.</param>
public sealed record SearchExpression(bool IsLocation, Expression Inner) : Expression;
