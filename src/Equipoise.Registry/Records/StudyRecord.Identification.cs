namespace Equipoise.Registry.Records;

// What the study is called and how it stands.
public sealed partial class StudyRecord
{
    // A registry takes 300 characters; what is far beyond that is no title, and a page says it several times.
    private const int LongestTitle = 1000;

    /// <summary>The brief title, with the acronym in brackets unless they already stand there; cut where it is too long to be
    /// one.</summary>
    public string Title
    {
        get
        {
            var title = Identification.Text("briefTitle") ?? Id.ToString();
            if (title.Length > LongestTitle)
                return $"{title[..LongestTitle]}…";
            return Acronym is { } acronym && !title.Contains($"({acronym})", StringComparison.Ordinal) ? $"{title} ({acronym})" : title;
        }
    }

    /// <summary>The study's short name.</summary>
    public string? Acronym => Identification.Text("acronym");

    /// <summary>The long title of the protocol.</summary>
    public string? OfficialTitle => Identification.Text("officialTitle");

    /// <summary>The organization that wrote the record.</summary>
    public string? Organization => Identification.Text("organization", "fullName");

    /// <summary>The ids under which the registry once had the study; what is not an id is left out.</summary>
    public IReadOnlyList<StudyId> Aliases =>
        [.. Identification.Texts("nctIdAliases").Select(alias => StudyId.TryParse(alias, out var id) ? id : null).OfType<StudyId>()];

    /// <summary>The registry's id, then the secondary ids with their kind, then the sponsor's own id.</summary>
    public IReadOnlyList<string> Identifiers =>
    [
        Id.ToString(),
        .. SecondaryIds.Select(secondary => secondary.ToString()),
        .. Identification.Text("orgStudyIdInfo", "id") is { } own ? [own] : Array.Empty<string>(),
    ];

    /// <summary>Every id by which the study is or was known, without their kinds.</summary>
    public IReadOnlyList<string> AllIds =>
    [
        Id.ToString(),
        .. Aliases.Select(alias => alias.ToString()),
        .. Identification.List(secondary => secondary.Text("id"), "secondaryIdInfos").OfType<string>(),
        .. Identification.Text("orgStudyIdInfo", "id") is { } own ? [own] : Array.Empty<string>(),
    ];

    /// <summary>Under what other numbers the study is known.</summary>
    public IReadOnlyList<SecondaryId> SecondaryIds =>
        [.. Identification.List(SecondaryId.From, "secondaryIdInfos").OfType<SecondaryId>()];

    /// <summary>The label of the overall status, such as "Not yet enrolling".</summary>
    public string? Status => StatusModule.Label("Status", "overallStatus");

    /// <summary>The overall status as the API writes it, such as <c>NOT_YET_RECRUITING</c>.</summary>
    public string? StatusCode => StatusModule.Text("overallStatus");

    /// <summary>For a study whose status is unknown, the label of the last one that was known.</summary>
    public string? LastKnownStatus => StatusModule.Label("Status", "lastKnownStatus");

    /// <summary>Why a study was ended, paused or withdrawn, as markup.</summary>
    public string? WhyStopped => StatusModule.Text("whyStopped");

    /// <summary>Whether the treatment can be had outside the study.</summary>
    public bool? HasExpandedAccess => StatusModule.Flag("expandedAccessInfo", "hasExpandedAccess");

    /// <summary>The expanded access record for the same treatment.</summary>
    public string? ExpandedAccessId => StatusModule.Text("expandedAccessInfo", "nctId");

    /// <summary>The dates of the study and of its record, in the order of a study's life; those that the record lacks are left out.</summary>
    public IReadOnlyList<StudyDate> Dates =>
    [
        .. StudyDate.Kinds.Select(kind => kind.From(StatusModule)).OfType<StudyDate>(),
    ];

    /// <summary>When the study starts or started; null where the record does not say.</summary>
    public PartialDate? Start => PartialDate.TryParse(StatusModule.Text("startDateStruct", "date"), out var date) ? date : null;

    /// <summary>When the registry last showed another version of the record; null where it does not say.</summary>
    public PartialDate? LastUpdated => PartialDate.TryParse(StatusModule.Text("lastUpdatePostDateStruct", "date"), out var date) ? date : null;

    /// <summary>When somebody last confirmed that the record is right.</summary>
    public PartialDate? Verified => PartialDate.TryParse(StatusModule.Text("statusVerifiedDate"), out var date) ? date : null;

    private RecordPart Identification => Protocol.Find("identificationModule");

    private RecordPart StatusModule => Protocol.Find("statusModule");
}
