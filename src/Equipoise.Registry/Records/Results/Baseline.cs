namespace Equipoise.Registry.Records.Results;

/// <summary>Who the participants were when they entered.</summary>
public sealed class Baseline
{
    private readonly RecordPart module;

    internal Baseline(RecordPart module) => this.module = module;

    /// <summary>Who is counted, as markup.</summary>
    public string? Population => module.Text("populationDescription");

    /// <summary>What is counted where it is not people.</summary>
    public string? UnitsAnalyzed => module.Text("typeUnitsAnalyzed");

    /// <summary>The groups.</summary>
    public IReadOnlyList<ResultGroup> Groups => module.List(ResultGroup.From, "groups");

    /// <summary>How many were analyzed.</summary>
    public IReadOnlyList<Denominator> Denominators => module.List(Denominator.From, "denoms");

    /// <summary>What was measured.</summary>
    public IReadOnlyList<Measure> Measures => module.List(Measure.From, "measures");
}
