namespace Equipoise.Conduct.Quality;

/// <summary>What a derivation and an investigator may judge differently.</summary>
public enum DisagreementKind
{
    /// <summary>The response of tumors, by RECIST.</summary>
    Response,

    /// <summary>The grade of a laboratory value, by CTCAE.</summary>
    Grade,
}
