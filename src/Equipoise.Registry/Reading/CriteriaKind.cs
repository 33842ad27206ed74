namespace Equipoise.Registry.Reading;

/// <summary>What a criterion does with those who meet it.</summary>
public enum CriteriaKind
{
    /// <summary>The text does not say: it stands before any heading.</summary>
    Unsaid,

    /// <summary>They may take part.</summary>
    Inclusion,

    /// <summary>They may not.</summary>
    Exclusion,
}
