namespace Equipoise.Search.Queries;

/// <summary>Where in a value of a field a phrase has to stand.</summary>
[Flags]
public enum PhraseAnchor
{
    /// <summary>Anywhere.</summary>
    None = 0,

    /// <summary>The value begins with it.</summary>
    Start = 1,

    /// <summary>The value ends with it.</summary>
    End = 2,

    /// <summary>It is all of the value.</summary>
    Whole = Start | End,
}
