namespace Equipoise.Protocols;

/// <summary>Where a value of a protocol comes from; pages show it beside the value.</summary>
public enum Origin
{
    /// <summary>The public record of the study says it.</summary>
    Record,

    /// <summary>The study's own protocol document says it, which is not public.</summary>
    Protocol,

    /// <summary>Nobody we can name says it: it is assumed, and must be checked before use.</summary>
    Assumption,
}
