using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>A record on its way into the store.</summary>
public sealed record IncomingStudy
{
    private IncomingStudy(StudyRecord record, StudyForm form)
    {
        Id = record.Id;
        Form = form;
        Updated = record.LastUpdated?.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        Aliases = record.Aliases;
        Hash = PackedRecord.Hash(record.Utf8.Span);
        Utf8 = record.Utf8;
    }

    /// <summary>The study.</summary>
    public StudyId Id { get; }

    /// <summary>Whether the record came as it is.</summary>
    public StudyForm Form { get; }

    /// <summary>True where the same run has brought a record of the study before: one that contradicts it is refused.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>SHA-256 of the record's bytes, in hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The date of its last update, sortable as text; empty where it has none.</summary>
    internal string Updated { get; }

    /// <summary>The ids it once had.</summary>
    internal IReadOnlyList<StudyId> Aliases { get; }

    /// <summary>The record.</summary>
    internal ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Makes a record ready for the store.</summary>
    public static IncomingStudy From(StudyRecord record, StudyForm form = StudyForm.Native) => new(record, form);
}
