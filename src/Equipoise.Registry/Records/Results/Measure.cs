namespace Equipoise.Registry.Records.Results;

/// <summary>Something measured, at the start or as an outcome, with its numbers. What the record leaves out is null or
/// empty; texts other than titles, units and time frames are markup.</summary>
public sealed class Measure
{
    private readonly RecordPart part;

    private Measure(RecordPart part) => this.part = part;

    /// <summary>The label of an outcome's rank, such as "Primary".</summary>
    public string? Type => part.Label("OutcomeMeasureType", "type");

    /// <summary>What was measured.</summary>
    public string? Title => part.Text("title");

    /// <summary>How.</summary>
    public string? Description => part.Text("description");

    /// <summary>In whom.</summary>
    public string? Population => part.Text("populationDescription");

    /// <summary>When.</summary>
    public string? TimeFrame => part.Text("timeFrame");

    /// <summary>The label of whether the numbers are there, such as "Not Posted".</summary>
    public string? Reporting => part.Label("ReportingStatus", "reportingStatus");

    /// <summary>When they shall be there, as the record writes it.</summary>
    public string? ExpectedPosting => part.Text("anticipatedPostingDate");

    /// <summary>The label of what the numbers are, such as "Mean".</summary>
    public string? Parameter => part.Label("MeasureParam", "paramType");

    /// <summary>Whether the numbers count people or units, so that each is a part of those analyzed.</summary>
    public bool IsCount => part.Text("paramType") is "COUNT_OF_PARTICIPANTS" or "COUNT_OF_UNITS";

    /// <summary>Whether shares shall be shown beside counts; the registry shows them unless told not to.</summary>
    public bool ShowsPercent => IsCount && part.Flag("calculatePct") != false;

    /// <summary>The label of how the spread is given, such as "Standard Deviation".</summary>
    public string? Dispersion => part.Label("MeasureDispersionType", "dispersionType");

    /// <summary>The unit of the numbers.</summary>
    public string? Unit => part.Text("unitOfMeasure");

    /// <summary>What is analyzed where it is not people.</summary>
    public string? UnitsAnalyzed => part.Text("typeUnitsAnalyzed");

    /// <summary>Which of the denominators the numbers are parts of.</summary>
    public string? DenominatorUnits => part.Text("denomUnitsSelected");

    /// <summary>The groups of an outcome; empty for a baseline measure, which has those of the baseline.</summary>
    public IReadOnlyList<ResultGroup> Groups => part.List(ResultGroup.From, "groups");

    /// <summary>How many were analyzed.</summary>
    public IReadOnlyList<Denominator> Denominators => part.List(Denominator.From, "denoms");

    /// <summary>The rows.</summary>
    public IReadOnlyList<MeasureClass> Classes => part.List(MeasureClass.From, "classes");

    /// <summary>The statistical comparisons.</summary>
    public IReadOnlyList<OutcomeAnalysis> Analyses => part.List(OutcomeAnalysis.From, "analyses");

    internal static Measure From(RecordPart part) => new(part);
}
