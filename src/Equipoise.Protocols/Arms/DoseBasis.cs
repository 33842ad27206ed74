namespace Equipoise.Protocols.Arms;

/// <summary>What the amount of a dose refers to.</summary>
public enum DoseBasis
{
    /// <summary>The same for everybody.</summary>
    Flat,

    /// <summary>Each kilogram of body weight.</summary>
    PerKilogram,

    /// <summary>Each square meter of body surface.</summary>
    PerSquareMeter,
}
