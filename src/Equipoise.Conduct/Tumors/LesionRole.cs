namespace Equipoise.Conduct.Tumors;

/// <summary>What a lesion is for in judging response (RECIST 1.1, section 3).</summary>
public enum LesionRole
{
    /// <summary>Measured at baseline, and followed by its diameter.</summary>
    Target,

    /// <summary>There at baseline, and followed by the eye.</summary>
    NonTarget,

    /// <summary>Not there at baseline.</summary>
    New,
}
