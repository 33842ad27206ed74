namespace Equipoise.Conduct.Tumors;

/// <summary>Whether an assessment found a new lesion.</summary>
public enum NewLesion
{
    /// <summary>None.</summary>
    No,

    /// <summary>One that is unequivocal, or later proved to be.</summary>
    Yes,

    /// <summary>One that may or may not be a lesion; it is not progression yet.</summary>
    Equivocal,
}
