namespace Equipoise.Registry.Import.Sources;

/// <summary>What a position in a source counts.</summary>
public enum SourceUnit
{
    /// <summary>Bytes from the start of the file or entry, uncompressed, from 0.</summary>
    Byte,

    /// <summary>Lines, from 1.</summary>
    Line,

    /// <summary>Elements of a list or of a row of records, from 1.</summary>
    Element,
}
