namespace Equipoise.Registry.Essie.Expressions;

/// <summary>A part of an Essie expression.</summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    /// <summary>Where it begins in the text, counted from 0.</summary>
    public int Position { get; init; }
}
