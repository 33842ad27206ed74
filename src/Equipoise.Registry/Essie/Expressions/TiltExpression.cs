namespace Equipoise.Registry.Essie.Expressions;

/// <summary><c>TILT[Field]</c>: what comes later in the order of a field ranks lower; nothing is left out.</summary>
/// <param name="Name">A date or number field.</param>
/// <param name="IsDescending">Whether the largest value comes first; null for what the field does by default.</param>
/// <param name="Inner">The part.</param>
public sealed record TiltExpression(string Name, bool? IsDescending, Expression Inner) : Expression
{
    /// <summary>Where its name begins in the text, counted from 0.</summary>
    public int NamePosition { get; init; }
}
