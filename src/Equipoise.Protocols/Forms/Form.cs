namespace Equipoise.Protocols.Forms;

/// <summary>A form that sites fill in.</summary>
public sealed record Form
{
    /// <summary>Its code, unique in the study.</summary>
    public required string Code { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>The SDTM domain that its data belong to: "VS"; null for none.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether it is a log with one entry for each event, rather than one entry a visit.</summary>
    public bool IsLog { get; init; }

    /// <summary>What it asks, in order.</summary>
    public required IReadOnlyList<FormField> Fields { get; init; }

    /// <summary>What must hold between its answers.</summary>
    public required IReadOnlyList<EditCheck> Checks { get; init; }

    /// <summary>How an entry of a log says that something was or is so; null where its answers speak for themselves.</summary>
    public LoggedEvent? Event { get; init; }

    /// <summary>Which of its fields hold what of a dose; null where it holds no doses.</summary>
    public ExposureRoles? Exposure { get; init; }

    /// <summary>How it tells laboratory results; null where it tells none.</summary>
    public LaboratoryFields? Laboratory { get; init; }

    /// <summary>How it tells what was seen of lesions; null where it tells nothing of them.</summary>
    public LesionFields? Lesions { get; init; }

    /// <summary>How it tells somebody's judgment of the response; null where it tells none.</summary>
    public ResponseFields? Response { get; init; }

    /// <summary>How it tells adverse events; null where it tells none.</summary>
    public AdverseEventFields? AdverseEvent { get; init; }

    /// <summary>The field with the day of death; null where it asks for none.</summary>
    public string? Death { get; init; }

    /// <summary>A field by its code; null where there is none.</summary>
    public FormField? Field(string code) => Fields.FirstOrDefault(field => string.Equals(field.Code, code, StringComparison.Ordinal));
}
