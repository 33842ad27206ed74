using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Import.Sources;

/// <summary>One thing found in a source: a record that may be stored, or a sentence that says why there is none.</summary>
public sealed record ImportItem
{
    private ImportItem(string source, SourcePosition position)
    {
        Source = source;
        Position = position;
    }

    /// <summary>The file, and behind <c>!</c> the entry of an archive; free of control characters.</summary>
    public string Source { get; }

    /// <summary>Where in it.</summary>
    public SourcePosition Position { get; }

    /// <summary>The study's id; null where a rejected item has none that can be read.</summary>
    public StudyId? Id { get; private init; }

    /// <summary>The record as <see cref="RecordText"/> writes it; empty for a rejected item.</summary>
    public ReadOnlyMemory<byte> Json { get; private init; }

    /// <summary>Whether the record came as it is or was mapped from an older format.</summary>
    public StudyForm Form { get; init; }

    /// <summary>Why the item cannot be stored, in one sentence; null for a record.</summary>
    public string? Rejection { get; private init; }

    /// <summary>What is odd about a record that is stored all the same, each in one sentence.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>A record that may be stored.</summary>
    public static ImportItem Record(string source, SourcePosition position, StudyId id, ReadOnlyMemory<byte> json, IReadOnlyList<string> notes) =>
        new(source, position) { Id = id, Json = json, Notes = notes };

    /// <summary>Something that cannot.</summary>
    public static ImportItem Rejected(string source, SourcePosition position, string reason, StudyId? id = null) =>
        new(source, position) { Rejection = reason, Id = id };
}
