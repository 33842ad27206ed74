using System.Text;
using System.Text.Json;

namespace Equipoise.Registry.Records;

/// <summary>One study's public record in the form of the ClinicalTrials.gov API v2, with typed access to what the product
/// reads from it.</summary>
/// <remarks>Immutable and safe for use by many threads. What a record leaves out is null or an empty list.</remarks>
public sealed partial class StudyRecord
{
    private readonly JsonDocument document;
    private readonly RecordPart root;

    private StudyRecord(ReadOnlyMemory<byte> utf8, JsonDocument document, RecordPart root, StudyId id)
    {
        Utf8 = utf8;
        this.document = document;
        this.root = root;
        Protocol = root.Find("protocolSection");
        Derived = root.Find("derivedSection");
        Id = id;
    }

    /// <summary>The record as it was handed in: JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The record as it was handed in.</summary>
    public string Json => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary><c>protocolSection.identificationModule.nctId</c>.</summary>
    public StudyId Id { get; }

    /// <summary>What a sample record says about itself, such as what it paraphrases; null for a record of a registry.</summary>
    public string? SampleNote => root.Text("equipoiseSample", "note");

    /// <summary>The whole record.</summary>
    internal RecordPart Root => root;

    /// <summary>What the sponsor says of the study.</summary>
    private RecordPart Protocol { get; }

    /// <summary>What the registry derives from that.</summary>
    private RecordPart Derived { get; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">It is not JSON, not a study, or has no valid id.</exception>
    public static StudyRecord Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a record from JSON in UTF-8, which is not copied and must not change afterwards.</summary>
    /// <exception cref="FormatException">It is not JSON, not a study, or has no valid id.</exception>
    public static StudyRecord Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument parsed;
        try
        {
            // The document may be left to the collector: it owns no more than the bytes, which stay as long as the record.
            parsed = JsonDocument.Parse(utf8);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The record is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} cannot be read.", error);
        }

        var study = new RecordPart(parsed.RootElement);
        return study.Text("protocolSection", "identificationModule", "nctId") is { } id
            ? new StudyRecord(utf8, parsed, study, StudyId.Parse(id))
            : throw new FormatException("The record is not a study: it has no protocolSection.identificationModule.nctId.");
    }

    /// <summary>Gives back what the record was taken apart in, for the next one: nobody may read it any more, except <see cref="Id"/> and
    /// <see cref="Utf8"/>. For those who go through thousands.</summary>
    internal void Release() => document.Dispose();
}
