namespace Equipoise.Registry.Essie.Expressions;

/// <summary>How far the words found may differ from those asked for, each allowing what those before it do.</summary>
public enum Expansion
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>In case, accents, hyphens, plural and possessive endings.</summary>
    Term,

    /// <summary>Other names of the same thing.</summary>
    Concept,

    /// <summary>The words may stand apart.</summary>
    Relaxation,

    /// <summary>Some of the words may be missing.</summary>
    Lossy,
}
