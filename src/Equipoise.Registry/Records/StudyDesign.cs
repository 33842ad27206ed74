namespace Equipoise.Registry.Records;

/// <summary>How a study assigns and follows its participants. Labels, not codes; null where the record is silent.</summary>
public sealed class StudyDesign
{
    private readonly RecordPart module;
    private readonly RecordPart info;

    internal StudyDesign(RecordPart module)
    {
        this.module = module;
        info = module.Find("designInfo");
    }

    /// <summary>What the study is for, such as "Treatment".</summary>
    public string? PrimaryPurpose => info.Label("PrimaryPurpose", "primaryPurpose");

    /// <summary>Whether chance decides who gets what, such as "Randomized".</summary>
    public string? Allocation => info.Label("DesignAllocation", "allocation");

    /// <summary>How the arms run beside each other, such as "Parallel Assignment".</summary>
    public string? InterventionModel => info.Label("InterventionalAssignment", "interventionModel");

    /// <summary>That in the sponsor's words, as markup.</summary>
    public string? InterventionModelDescription => info.Text("interventionModelDescription");

    /// <summary>Who does not know who gets what: the word, and whom it means where the record says so, such as
    /// "Double (Participant, Investigator)".</summary>
    public string? Masking
    {
        get
        {
            var masked = info.Labels("WhoMasked", "maskingInfo", "whoMasked");
            var word = info.Label("DesignMasking", "maskingInfo", "masking");
            return (word, masked.Count) switch
            {
                (_, 0) => word,
                (null, _) => string.Join(", ", masked),
                _ => $"{word} ({string.Join(", ", masked)})",
            };
        }
    }

    /// <summary>That in the sponsor's words, as markup.</summary>
    public string? MaskingDescription => info.Text("maskingInfo", "maskingDescription");

    /// <summary>How an observational study chooses whom it watches, such as "Cohort".</summary>
    public string? ObservationalModel => info.Label("ObservationalModel", "observationalModel");

    /// <summary>Whether it looks back or ahead.</summary>
    public string? TimePerspective => info.Label("DesignTimePerspective", "timePerspective");

    /// <summary>Whether the study is a registry of patients.</summary>
    public bool? IsPatientRegistry => module.Flag("patientRegistry");

    /// <summary>For how long a registry follows each patient, such as "5 Years".</summary>
    public string? FollowUp => module.Text("targetDuration");

    /// <summary>What is kept of blood and tissue.</summary>
    public string? SpecimenRetention => module.Label("BioSpecRetention", "bioSpec", "retention");

    /// <summary>That in the sponsor's words, as markup.</summary>
    public string? SpecimenDescription => module.Text("bioSpec", "description");

    /// <summary>For whom a treatment is available outside a study, in the registry's three kinds.</summary>
    public IReadOnlyList<string> ExpandedAccess =>
    [
        .. module.Flag("expandedAccessTypes", "individual") == true ? ["Individual patients"] : Array.Empty<string>(),
        .. module.Flag("expandedAccessTypes", "intermediate") == true ? ["Intermediate-size population"] : Array.Empty<string>(),
        .. module.Flag("expandedAccessTypes", "treatment") == true ? ["Treatment protocol"] : Array.Empty<string>(),
    ];
}
