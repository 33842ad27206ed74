namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>What a USDM 4 study definition says, as far as a protocol file has a place for it.</summary>
public sealed record UsdmStudy
{
    /// <summary>The study's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its title: the acronym or the brief one before the official one; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>The ids by which it is known, in the order of the file.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>Who is blind, in words; null where it does not say.</summary>
    public string? Masking { get; init; }

    /// <summary>The first day that is given for its version; null for none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The visits of its main timeline.</summary>
    public IReadOnlyList<UsdmVisit> Visits { get; init; } = [];

    /// <summary>What is given, and how.</summary>
    public IReadOnlyList<UsdmDose> Doses { get; init; } = [];

    /// <summary>The populations that are analyzed: the text of each.</summary>
    public IReadOnlyList<UsdmNamed> Populations { get; init; } = [];

    /// <summary>The identifier of its version.</summary>
    public required string Version { get; init; }

    /// <summary>The version of USDM: "4.0.0".</summary>
    public required string UsdmVersion { get; init; }

    /// <summary>How many participants are planned; null where it does not say.</summary>
    public int? Enrollment { get; init; }

    /// <summary>Its arms: name, and type in words.</summary>
    public required IReadOnlyList<UsdmNamed> Arms { get; init; }

    /// <summary>Its epochs: name, and type in words.</summary>
    public required IReadOnlyList<UsdmNamed> Epochs { get; init; }

    /// <summary>How many cells join arms and epochs.</summary>
    public required int Cells { get; init; }

    /// <summary>Its encounters: label, and type in words.</summary>
    public required IReadOnlyList<UsdmNamed> Encounters { get; init; }

    /// <summary>Its activities: label.</summary>
    public required IReadOnlyList<UsdmNamed> Activities { get; init; }

    /// <summary>The timings of all its timelines.</summary>
    public required IReadOnlyList<UsdmTiming> Timings { get; init; }

    /// <summary>Its eligibility criteria: the text without markup, and the category in words.</summary>
    public required IReadOnlyList<UsdmNamed> Criteria { get; init; }

    /// <summary>Its endpoints: the text, and the level in words.</summary>
    public required IReadOnlyList<UsdmNamed> Endpoints { get; init; }

    /// <summary>Its interventions: label, and role in words.</summary>
    public required IReadOnlyList<UsdmNamed> Interventions { get; init; }
}
