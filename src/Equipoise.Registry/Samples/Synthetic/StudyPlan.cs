namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>All that is decided about a synthetic study before a word of its record is written, so that its parts agree.</summary>
internal sealed record StudyPlan
{
    public required int Number { get; init; }

    public required Area Area { get; init; }

    public required Condition Condition { get; init; }

    public required People People { get; init; }

    /// <summary>The registry's study type.</summary>
    public required string Kind { get; init; }

    public required string Status { get; init; }

    public required Funder Sponsor { get; init; }

    /// <summary>The treatment that the study is about.</summary>
    public required Treatment Main { get; init; }

    /// <summary>What it is compared with, or null.</summary>
    public Treatment? Comparator { get; init; }

    public IReadOnlyList<Arm> Arms { get; init; } = [];

    public IReadOnlyList<string> Phases { get; init; } = [];

    public string? Allocation { get; init; }

    public string? Model { get; init; }

    public string? Masking { get; init; }

    /// <summary>What is measured, the primary outcome first.</summary>
    public IReadOnlyList<MeasureIdea> Measures { get; init; } = [];

    public required Timeline Timeline { get; init; }

    /// <summary>Participants who started in each arm, once the study is over; before that those that are planned.</summary>
    public IReadOnlyList<int> ArmSizes { get; init; } = [];

    public IReadOnlyList<PlannedSite> Sites { get; init; } = [];

    public string Id => $"SYN{Number:D8}";

    public bool IsInterventional => Kind is "INTERVENTIONAL";

    public bool IsOver => Status is "COMPLETED" or "TERMINATED" or "WITHDRAWN";

    public bool InHealthy => People == People.Healthy;

    public bool HasResults => Timeline.Results is not null;

    /// <summary>Whom the study asks, such as <c>Adults With Migraine</c>.</summary>
    public string Asked => InHealthy ? People.Label : Main.Purpose is "PREVENTION" or "SCREENING" ? $"{People.Label} at Risk of {Condition.Name}" : $"{People.Label} With {Condition.Name}";

    /// <summary>Every treatment of every arm, once.</summary>
    public IReadOnlyList<Treatment> Treatments => [.. Arms.SelectMany(arm => arm.Treatments).Distinct()];
}
