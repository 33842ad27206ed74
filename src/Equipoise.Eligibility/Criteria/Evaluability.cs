namespace Equipoise.Eligibility.Criteria;

/// <summary>Who can answer a criterion.</summary>
public enum Evaluability
{
    /// <summary>The program, from the patient's record.</summary>
    Computable,

    /// <summary>Nobody by program: part of the text was not understood.</summary>
    Partial,

    /// <summary>A physician.</summary>
    Judgment,

    /// <summary>The patient, or a paper with a signature.</summary>
    Attested,

    /// <summary>Nothing is asked: a heading, or something merely allowed.</summary>
    Administrative,
}
