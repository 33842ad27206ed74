namespace Equipoise.Registry.Essie.Expressions;

/// <summary>How much of a value the words make up.</summary>
public enum Coverage
{
    /// <summary>They stand in it.</summary>
    Contains,

    /// <summary>It begins with them.</summary>
    StartsWith,

    /// <summary>It ends with them.</summary>
    EndsWith,

    /// <summary>They are all of it.</summary>
    FullMatch,
}
