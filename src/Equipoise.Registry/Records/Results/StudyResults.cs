namespace Equipoise.Registry.Records.Results;

/// <summary>The results that the sponsor has posted to the registry.</summary>
public sealed class StudyResults
{
    private readonly RecordPart section;

    internal StudyResults(RecordPart section) => this.section = section;

    /// <summary>How participants went through the study; null where the record does not say.</summary>
    public ParticipantFlow? Flow => section.Find("participantFlowModule") is { Exists: true } flow ? new ParticipantFlow(flow) : null;

    /// <summary>Who they were when they entered.</summary>
    public Baseline? Baseline => section.Find("baselineCharacteristicsModule") is { Exists: true } baseline ? new Baseline(baseline) : null;

    /// <summary>What was measured in them.</summary>
    public IReadOnlyList<Measure> Outcomes => section.List(Measure.From, "outcomeMeasuresModule", "outcomeMeasures");

    /// <summary>What harm befell them.</summary>
    public AdverseEvents? AdverseEvents => section.Find("adverseEventsModule") is { Exists: true } events ? new AdverseEvents(events) : null;

    /// <summary>What limits the results, as markup.</summary>
    public string? Limitations => More.Text("limitationsAndCaveats", "description");

    /// <summary>Whether the investigators are employed by the sponsor.</summary>
    public bool? InvestigatorsAreEmployees => More.Flag("certainAgreement", "piSponsorEmployee");

    /// <summary>Whether the sponsor may keep an investigator from publishing.</summary>
    public bool? RestrictsPublication => More.Flag("certainAgreement", "restrictiveAgreement");

    /// <summary>The label of how.</summary>
    public string? Restriction => More.Label("AgreementRestrictionType", "certainAgreement", "restrictionType");

    /// <summary>That in the sponsor's words, as markup.</summary>
    public string? RestrictionDetails => More.Text("certainAgreement", "otherDetails");

    /// <summary>Whom to ask about the results.</summary>
    public Contact? PointOfContact => Part.Exists
        ? new Contact(Part.Text("title"), Part.Text("organization"), Part.Text("phone"), Part.Text("phoneExt"), Part.Text("email"))
        : null;

    private RecordPart More => section.Find("moreInfoModule");

    private RecordPart Part => More.Find("pointOfContact");
}
