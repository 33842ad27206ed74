namespace Equipoise.Conduct.Tumors;

/// <summary>A response by RECIST 1.1.</summary>
public enum Response
{
    /// <summary>Complete response.</summary>
    Complete,

    /// <summary>Partial response.</summary>
    Partial,

    /// <summary>Stable disease.</summary>
    Stable,

    /// <summary>Neither complete response nor progression, where there are no target lesions.</summary>
    NonCompleteNonProgressive,

    /// <summary>No evidence of disease, neither at baseline nor since.</summary>
    NoEvidenceOfDisease,

    /// <summary>Progressive disease.</summary>
    Progressive,

    /// <summary>Not evaluable.</summary>
    NotEvaluable,
}
