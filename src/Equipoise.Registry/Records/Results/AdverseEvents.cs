namespace Equipoise.Registry.Records.Results;

/// <summary>What harm befell the participants, whether or not a treatment caused it.</summary>
public sealed class AdverseEvents
{
    private readonly RecordPart module;

    internal AdverseEvents(RecordPart module) => this.module = module;

    /// <summary>Over what time it was recorded.</summary>
    public string? TimeFrame => module.Text("timeFrame");

    /// <summary>How, as markup.</summary>
    public string? Description => module.Text("description");

    /// <summary>From what share on events that are not serious are listed, in percent.</summary>
    public string? Threshold => module.Text("frequencyThreshold");

    /// <summary>More about deaths, as markup.</summary>
    public string? MortalityComment => module.Text("allCauseMortalityComment");

    /// <summary>The groups, with their totals.</summary>
    public IReadOnlyList<EventGroup> Groups => module.List(EventGroup.From, "eventGroups");

    /// <summary>Events that were serious.</summary>
    public IReadOnlyList<AdverseEvent> Serious => module.List(AdverseEvent.From, "seriousEvents");

    /// <summary>Those that were not.</summary>
    public IReadOnlyList<AdverseEvent> Other => module.List(AdverseEvent.From, "otherEvents");
}
