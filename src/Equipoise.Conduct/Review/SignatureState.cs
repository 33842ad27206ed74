namespace Equipoise.Conduct.Review;

/// <summary>How a participant's casebook is signed.</summary>
public enum SignatureState
{
    /// <summary>By nobody.</summary>
    None,

    /// <summary>Signed, and something has changed since: the signature holds no more.</summary>
    Stale,

    /// <summary>Signed as it is.</summary>
    Valid,
}
