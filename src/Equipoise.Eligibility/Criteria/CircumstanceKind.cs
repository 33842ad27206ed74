namespace Equipoise.Eligibility.Criteria;

/// <summary>The sorts of <see cref="Circumstance"/>.</summary>
public enum CircumstanceKind
{
    /// <summary>The patient's sex.</summary>
    Sex,

    /// <summary>Pregnancy, breastfeeding, contraception.</summary>
    Pregnancy,

    /// <summary>Consent, and what else the patient attests.</summary>
    Consent,

    /// <summary>What the investigator must judge.</summary>
    Judgment,

    /// <summary>Anything else.</summary>
    Other,
}
