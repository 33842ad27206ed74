using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.Sources;

/// <summary>How much a source may ask of memory.</summary>
/// <remarks>The largest record of ClinicalTrials.gov has 3.6 MB. JSON of the registry is packed to about a tenth; DEFLATE
/// cannot go beyond 1:1032.</remarks>
public sealed record ReadLimits
{
    /// <summary>The largest record that is read, in bytes.</summary>
    public int RecordBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many bytes one packed byte may become, once <see cref="ExpansionFloor"/> is passed.</summary>
    public int ExpansionRatio { get; init; } = 200;

    /// <summary>How many bytes may be unpacked before <see cref="ExpansionRatio"/> is asked for.</summary>
    public long ExpansionFloor { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many objects, lists or elements may stand within each other.</summary>
    public static int Depth => RecordText.MaxDepth;
}
