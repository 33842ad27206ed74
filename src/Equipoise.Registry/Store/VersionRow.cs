using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>A row of <c>study_version</c>, without the record.</summary>
internal sealed class VersionRow
{
    public long Number { get; init; }

    public string Updated { get; init; } = "";

    public string StoredAt { get; init; } = "";

    public string Form { get; init; } = "";

    public string Hash { get; init; } = "";

    public long CurrentNumber { get; init; }

    public bool IsMapped => string.Equals(Form, "mapped", StringComparison.Ordinal);

    public StudyVersion ToVersion() => new(
        (int)Number,
        PartialDate.TryParse(Updated, out var updated) ? updated : null,
        RegistryStore.Moment(StoredAt),
        IsMapped ? StudyForm.Mapped : StudyForm.Native,
        Hash,
        Number == CurrentNumber);
}
