namespace Equipoise.Protocols.Forms;

/// <summary>What happens where an edit check does not hold.</summary>
public enum CheckSeverity
{
    /// <summary>The entry is kept and a query opened.</summary>
    Query,

    /// <summary>The entry is refused.</summary>
    Refusal,
}
