using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>A row of <c>study</c> with one of its versions.</summary>
internal sealed class StudyRow
{
    public const string Columns = $"{Selected} and version.version = study.version";

    public const string ColumnsOfVersions = Selected;

    public const string ColumnsOfPlaces = $"select study.study_id as Id, version.pack_id as PackId, version.place as Place {Joined} and version.version = study.version";

    private const string Selected =
        $"""
        select study.study_id as Id, study.origin as Origin, study.change as Change, study.removed_at as RemovedAt,
               version.record as Packed, version.pack_id as PackId, version.place as Place
        {Joined}
        """;

    private const string Joined = "from study left join study_version as version on version.study_id = study.study_id";

    public string Id { get; init; } = "";

    public string Origin { get; init; } = "";

    public long Change { get; init; }

    public string? RemovedAt { get; init; }

    public byte[]? Packed { get; init; }

    public long? PackId { get; init; }

    public long Place { get; init; }

    public bool IsSample => string.Equals(Origin, "sample", StringComparison.Ordinal);

    public StoredStudy ToStudy(StoredRecords records)
    {
        var record = StudyRecord.Parse(records.Of(this));
        return string.Equals(record.Id.ToString(), Id, StringComparison.Ordinal)
            ? new StoredStudy(record, IsSample ? StudyOrigin.Sample : StudyOrigin.Registry)
            : throw new FormatException($"The record stored under {Id} is that of {record.Id}.");
    }

    public StudyText? ToText(StoredRecords records)
    {
        try
        {
            return new StudyText(Id, records.Of(this));
        }
        catch (FormatException)
        {
            // One damaged record never hides the others.
            return null;
        }
    }

    public StudyChange ToChange(StoredRecords records)
    {
        var id = StudyId.Parse(Id);
        if (RemovedAt is not null)
            return new StudyChange(Change, id, IsRemoved: true, Study: null);
        try
        {
            return new StudyChange(Change, id, IsRemoved: false, ToStudy(records));
        }
        catch (FormatException)
        {
            // One damaged record never hides the others.
            return new StudyChange(Change, id, IsRemoved: false, Study: null);
        }
    }
}
