using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Outcomes;
using Equipoise.Protocols.Randomizing;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Protocols;

/// <summary>How a study is conducted, from screening to survival follow-up.</summary>
public sealed record StudyDesign
{
    /// <summary>The name people use.</summary>
    public required string Title { get; init; }

    /// <summary>Who does not know the arm: "open label", "double blind".</summary>
    public required string Masking { get; init; }

    /// <summary>How many participants are planned.</summary>
    public required int Enrollment { get; init; }

    /// <summary>The arms, in the order of the protocol; two or more.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>How long a treatment cycle is.</summary>
    public required CalendarSpan Cycle { get; init; }

    /// <summary>When treatment ends at the latest; null for no such limit.</summary>
    public MaximumTreatment? MaximumTreatment { get; init; }

    /// <summary>How doses may be changed, delayed and repeated.</summary>
    public required DoseRules DoseRules { get; init; }

    /// <summary>How many days before randomization screening may begin.</summary>
    public required int ScreeningDays { get; init; }

    /// <summary>How many days after randomization the first dose may be given.</summary>
    public required int FirstDoseDays { get; init; }

    /// <summary>By what allocation is stratified; empty for nothing.</summary>
    public required IReadOnlyList<StratificationFactor> Factors { get; init; }

    /// <summary>How participants are allocated to arms.</summary>
    public required Allocation Allocation { get; init; }

    /// <summary>Visits and assessments with their windows.</summary>
    public required IReadOnlyList<Visit> Visits { get; init; }

    /// <summary>How tumors are judged; null for a study without tumors.</summary>
    public TumorResponse? TumorResponse { get; init; }

    /// <summary>How adverse events are collected.</summary>
    public required SafetyRules Safety { get; init; }

    /// <summary>Why treatment or the study may end for a participant.</summary>
    public required IReadOnlyList<DiscontinuationReason> DiscontinuationReasons { get; init; }

    /// <summary>What the study measures.</summary>
    public required IReadOnlyList<Endpoint> Endpoints { get; init; }

    /// <summary>Who is analyzed.</summary>
    public required IReadOnlyList<AnalysisSet> AnalysisSets { get; init; }

    /// <summary>How the primary endpoint is tested; null where the file does not say.</summary>
    public AnalysisPlan? Plan { get; init; }

    /// <summary>The forms that sites fill in.</summary>
    public required IReadOnlyList<Form> Forms { get; init; }

    /// <summary>The log of doses; null where the protocol has none, so that none can be recorded.</summary>
    public Form? DoseLog => Forms.FirstOrDefault(form => form.Exposure is not null);

    /// <summary>How forms become SDTM, where their domains, facts and events do not say; empty for nothing.</summary>
    public IReadOnlyList<FormTabulation> Tabulations { get; init; } = [];

    /// <summary>An arm by its code.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Arm Arm(string code) => Arms.FirstOrDefault(arm => string.Equals(arm.Code, code, StringComparison.Ordinal)) ?? throw new KeyNotFoundException($"The protocol has no arm '{code}'.");

    /// <summary>A form by its code; null where there is none.</summary>
    public Form? Form(string code) => Forms.FirstOrDefault(form => string.Equals(form.Code, code, StringComparison.Ordinal));
}
