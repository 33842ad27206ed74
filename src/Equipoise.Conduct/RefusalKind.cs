namespace Equipoise.Conduct;

/// <summary>Why a step was refused.</summary>
public enum RefusalKind
{
    /// <summary>What was given is wrong in itself.</summary>
    Invalid,

    /// <summary>What was given cannot be read at all.</summary>
    Malformed,

    /// <summary>It was not said on which version the change rests.</summary>
    Unconditional,

    /// <summary>Whoever asked may not do that there.</summary>
    Forbidden,

    /// <summary>There is no such thing, as far as the asker may see.</summary>
    NotFound,

    /// <summary>It is out of order, or already done.</summary>
    Conflict,

    /// <summary>Somebody else has changed it since the asker read it.</summary>
    Stale,
}
