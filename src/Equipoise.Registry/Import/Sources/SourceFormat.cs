namespace Equipoise.Registry.Import.Sources;

/// <summary>What a source is, told from its first bytes.</summary>
internal enum SourceFormat
{
    Empty,
    Json,
    Xml,
    Gzip,
    Zip,
    Tar,

    /// <summary>Packed in a way that the framework cannot unpack, such as xz.</summary>
    ForeignArchive,

    Unknown,
}
