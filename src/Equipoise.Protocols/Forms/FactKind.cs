namespace Equipoise.Protocols.Forms;

/// <summary>The kinds of facts that answers can state.</summary>
public enum FactKind
{
    /// <summary>A measured value of a variable, or of a performance scale.</summary>
    Measurement,

    /// <summary>A condition.</summary>
    Condition,

    /// <summary>A treatment.</summary>
    Therapy,

    /// <summary>The sex.</summary>
    Sex,

    /// <summary>The year or day of birth.</summary>
    Birth,

    /// <summary>Consent.</summary>
    Consent,

    /// <summary>Pregnancy.</summary>
    Pregnancy,

    /// <summary>The investigator's judgment.</summary>
    Judgment,

    /// <summary>Anything else.</summary>
    Other,
}
