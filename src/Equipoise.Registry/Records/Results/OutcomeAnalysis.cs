namespace Equipoise.Registry.Records.Results;

/// <summary>A statistical comparison of groups. Numbers are as the record writes them; descriptions and comments are markup.</summary>
public sealed class OutcomeAnalysis
{
    private readonly RecordPart part;

    private OutcomeAnalysis(RecordPart part) => this.part = part;

    /// <summary>The groups compared.</summary>
    public IReadOnlyList<string> GroupIds => part.Texts("groupIds");

    /// <summary>Why they are compared.</summary>
    public string? GroupDescription => part.Text("groupDescription");

    /// <summary>The label of what was to be shown, such as "Superiority".</summary>
    public string? Hypothesis => part.Label("NonInferiorityType", "nonInferiorityType");

    /// <summary>More about that.</summary>
    public string? HypothesisComment => part.Text("nonInferiorityComment");

    /// <summary>The test.</summary>
    public string? Method => part.Text("statisticalMethod");

    /// <summary>More about it.</summary>
    public string? MethodComment => part.Text("statisticalComment");

    /// <summary>The p value.</summary>
    public string? PValue => part.Text("pValue");

    /// <summary>More about it.</summary>
    public string? PValueComment => part.Text("pValueComment");

    /// <summary>What was estimated, such as "Hazard Ratio (HR)".</summary>
    public string? Parameter => part.Text("paramType");

    /// <summary>The estimate.</summary>
    public string? Estimate => part.Text("paramValue");

    /// <summary>More about it.</summary>
    public string? EstimateComment => part.Text("estimateComment");

    /// <summary>The level of the confidence interval, in percent.</summary>
    public string? ConfidenceLevel => part.Text("ciPctValue");

    /// <summary>The label of its number of sides.</summary>
    public string? ConfidenceSides => part.Label("ConfidenceIntervalNumSides", "ciNumSides");

    /// <summary>Its lower end.</summary>
    public string? ConfidenceLower => part.Text("ciLowerLimit");

    /// <summary>Its upper end.</summary>
    public string? ConfidenceUpper => part.Text("ciUpperLimit");

    /// <summary>Why it has no lower end.</summary>
    public string? ConfidenceLowerComment => part.Text("ciLowerLimitComment");

    /// <summary>Why it has no upper end.</summary>
    public string? ConfidenceUpperComment => part.Text("ciUpperLimitComment");

    /// <summary>The label of how the spread of the estimate is given.</summary>
    public string? Dispersion => part.Label("AnalysisDispersionType", "dispersionType");

    /// <summary>The spread.</summary>
    public string? DispersionValue => part.Text("dispersionValue");

    /// <summary>Whatever else the sponsor says of it.</summary>
    public string? OtherDescription => part.Text("otherAnalysisDescription");

    internal static OutcomeAnalysis From(RecordPart part) => new(part);
}
