namespace Equipoise.Registry.Records;

// What is studied, and how.
public sealed partial class StudyRecord
{
    /// <summary>The labels of the phases in one line, such as "Phase 1/Phase 2"; null for studies that have none.</summary>
    public string? Phase => string.Join('/', DesignModule.Labels("Phase", "phases")) is { Length: > 0 } line ? line : null;

    /// <summary>The label of the study type.</summary>
    public string? StudyType => DesignModule.Label("StudyType", "studyType");

    /// <summary>The study type as the API writes it, such as <c>OBSERVATIONAL</c>.</summary>
    public string? StudyTypeCode => DesignModule.Text("studyType");

    /// <summary>What is studied, in the record's order.</summary>
    public IReadOnlyList<string> Conditions => Protocol.Texts("conditionsModule", "conditions");

    /// <summary>The sponsor's search words.</summary>
    public IReadOnlyList<string> Keywords => Protocol.Texts("conditionsModule", "keywords");

    /// <summary>What is given, as "Drug: Pembrolizumab", in the record's order.</summary>
    public IReadOnlyList<string> Interventions => [.. InterventionDetails.Select(intervention => intervention.ToString())];

    /// <summary>What is given, with all that the record says of it.</summary>
    public IReadOnlyList<Intervention> InterventionDetails =>
        [.. Protocol.List(Intervention.From, "armsInterventionsModule", "interventions").OfType<Intervention>()];

    /// <summary>The arms, or the groups of an observational study.</summary>
    public IReadOnlyList<ArmGroup> ArmGroups => Protocol.List(ArmGroup.From, "armsInterventionsModule", "armGroups");

    /// <summary>How participants are assigned and followed.</summary>
    public StudyDesign Design => new(DesignModule);

    /// <summary>The brief summary, as markup.</summary>
    public string? Summary => Protocol.Text("descriptionModule", "briefSummary");

    /// <summary>The detailed description, as markup.</summary>
    public string? DetailedDescription => Protocol.Text("descriptionModule", "detailedDescription");

    /// <summary>What the study is made to find out.</summary>
    public IReadOnlyList<Outcome> PrimaryOutcomes => Protocol.List(Outcome.From, "outcomesModule", "primaryOutcomes");

    /// <summary>What it finds out besides.</summary>
    public IReadOnlyList<Outcome> SecondaryOutcomes => Protocol.List(Outcome.From, "outcomesModule", "secondaryOutcomes");

    /// <summary>Whatever else it measures.</summary>
    public IReadOnlyList<Outcome> OtherOutcomes => Protocol.List(Outcome.From, "outcomesModule", "otherOutcomes");

    /// <summary>Whether <see cref="Enrollment"/> counts people who took part ("Actual") or who are expected to ("Estimated").</summary>
    public string? EnrollmentType => DesignModule.Label("EnrollmentType", "enrollmentInfo", "type");

    /// <summary>How many people take part or shall take part.</summary>
    public int? Enrollment => DesignModule.Whole("enrollmentInfo", "count") is { } count and >= int.MinValue and <= int.MaxValue ? (int)count : null;

    /// <summary>The medical subject headings of the conditions.</summary>
    public IReadOnlyList<string> ConditionHeadings => Headings("conditionBrowseModule", "meshes");

    /// <summary>The wider headings that those stand under.</summary>
    public IReadOnlyList<string> ConditionAncestors => Headings("conditionBrowseModule", "ancestors");

    /// <summary>The medical subject headings of the interventions.</summary>
    public IReadOnlyList<string> InterventionHeadings => Headings("interventionBrowseModule", "meshes");

    /// <summary>The wider headings that those stand under.</summary>
    public IReadOnlyList<string> InterventionAncestors => Headings("interventionBrowseModule", "ancestors");

    private RecordPart DesignModule => Protocol.Find("designModule");

    private IReadOnlyList<string> Headings(string module, string list) =>
        [.. Derived.List(heading => heading.Text("term"), module, list).OfType<string>()];
}
