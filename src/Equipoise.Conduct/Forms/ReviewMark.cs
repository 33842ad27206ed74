namespace Equipoise.Conduct.Forms;

/// <summary>What can be set on an entry besides its answers, and lifted again with a reason.</summary>
public enum ReviewMark
{
    /// <summary>Compared with its source.</summary>
    Verified,

    /// <summary>No change until it is thawed.</summary>
    Frozen,

    /// <summary>No change any more.</summary>
    Locked,
}
