namespace Equipoise.Registry.Store;

/// <summary>Where a stored record came from.</summary>
public enum StudyOrigin
{
    /// <summary>A public registry: somebody answers for it.</summary>
    Registry,

    /// <summary>Equipoise's own samples: shown as such everywhere.</summary>
    Sample,
}
