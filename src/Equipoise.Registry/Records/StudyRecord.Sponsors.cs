namespace Equipoise.Registry.Records;

// Who answers for the study, and who watches it.
public sealed partial class StudyRecord
{
    /// <summary>The name of the lead sponsor, as the record spells it.</summary>
    public string? Sponsor => Sponsors.Text("leadSponsor", "name");

    /// <summary>The organizations that support the study beside the lead sponsor.</summary>
    public IReadOnlyList<Sponsor> Collaborators => [.. Sponsors.List(Records.Sponsor.From, "collaborators").OfType<Sponsor>()];

    /// <summary>The kinds of organization that pay for the study, the lead sponsor's first, none twice.</summary>
    public IReadOnlyList<string> FunderTypes =>
    [
        .. Collaborators.Select(collaborator => collaborator.Kind)
            .Prepend(Sponsors.Label("AgencyClass", "leadSponsor", "class"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The same kinds as the API writes them, such as <c>INDUSTRY</c>.</summary>
    public IReadOnlyList<string> FunderCodes =>
    [
        .. Sponsors.List(sponsor => sponsor.Text("class"), "collaborators")
            .Prepend(Sponsors.Text("leadSponsor", "class"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Who is responsible before the law.</summary>
    public ResponsibleParty? ResponsibleParty => Records.ResponsibleParty.From(Sponsors.Find("responsibleParty"));

    /// <summary>Whether a data monitoring committee watches over the study.</summary>
    public bool? HasMonitoringCommittee => Oversight.Flag("oversightHasDmc");

    /// <summary>Whether the FDA regulates a drug of the study.</summary>
    public bool? IsFdaRegulatedDrug => Oversight.Flag("isFdaRegulatedDrug");

    /// <summary>Whether the FDA regulates a device of the study.</summary>
    public bool? IsFdaRegulatedDevice => Oversight.Flag("isFdaRegulatedDevice");

    /// <summary>Whether a device of the study is not yet approved.</summary>
    public bool? IsUnapprovedDevice => Oversight.Flag("isUnapprovedDevice");

    /// <summary>Whether the FDA ordered the study to watch a device in children after it came to market.</summary>
    public bool? IsPediatricDeviceSurveillance => Oversight.Flag("isPpsd");

    /// <summary>Whether a product is made in and exported from the United States.</summary>
    public bool? IsExportedFromUnitedStates => Oversight.Flag("isUsExport");

    /// <summary>Whether the FDA has found that the study breaks the law on registration and results.</summary>
    public bool? ViolatesReportingLaw => Oversight.Flag("fdaaa801Violation");

    private RecordPart Sponsors => Protocol.Find("sponsorCollaboratorsModule");

    private RecordPart Oversight => Protocol.Find("oversightModule");
}
