namespace Equipoise.Registry.Essie.Expressions;

/// <summary>Words that are one term.</summary>
/// <param name="Text">The words.</param>
/// <param name="IsQuoted">Whether they stand in quotation marks.</param>
public sealed record TermExpression(string Text, bool IsQuoted) : Expression;
