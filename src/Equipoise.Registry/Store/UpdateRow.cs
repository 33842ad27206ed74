using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>An id and a date of <c>study</c>.</summary>
internal sealed class UpdateRow
{
    public string Id { get; init; } = "";

    public string? Updated { get; init; }

    public StudyUpdate ToUpdate() => new(StudyId.Parse(Id), PartialDate.TryParse(Updated, out var date) ? date : null);
}
