namespace Equipoise.Registry.Records.Results;

/// <summary>How participants went through the study.</summary>
public sealed class ParticipantFlow
{
    private readonly RecordPart module;

    internal ParticipantFlow(RecordPart module) => this.module = module;

    /// <summary>How they were found, as markup.</summary>
    public string? Recruitment => module.Text("recruitmentDetails");

    /// <summary>What came before they were assigned, as markup.</summary>
    public string? BeforeAssignment => module.Text("preAssignmentDetails");

    /// <summary>What is counted where it is not people.</summary>
    public string? UnitsAnalyzed => module.Text("typeUnitsAnalyzed");

    /// <summary>The groups.</summary>
    public IReadOnlyList<ResultGroup> Groups => module.List(ResultGroup.From, "groups");

    /// <summary>The stages, in their order.</summary>
    public IReadOnlyList<FlowPeriod> Periods => module.List(FlowPeriod.From, "periods");
}
