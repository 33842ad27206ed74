namespace Equipoise.Analysis.Plans;

/// <summary>How an endpoint is derived: a time to an event, or a response.</summary>
/// <param name="Code">Its code; ADaM's PARAMCD where there is one.</param>
/// <param name="Name">What people call it.</param>
public sealed record EndpointRule(string Code, string Name)
{
    /// <summary>Where the day is found from which the time runs; empty for the day of randomization. Who has none has no time.</summary>
    public IReadOnlyList<DaySource> From { get; init; } = [];

    /// <summary>Where the day of the event is found; the earliest counts.</summary>
    public IReadOnlyList<DaySource> Events { get; init; } = [];

    /// <summary>Where the last day is found on which the event was known not to have happened yet.</summary>
    public IReadOnlyList<DaySource> Censored { get; init; } = [];

    /// <summary>What comes before an event that does not count; none where every event counts.</summary>
    public IReadOnlyList<CensoringRule> CensorBefore { get; init; } = [];

    /// <summary>The best overall responses that count, as CDISC writes them (CR, PR); empty for a time to an event.</summary>
    public IReadOnlyList<string> Responses { get; init; } = [];

    /// <summary>Whether it is a proportion of responders and no time.</summary>
    public bool IsResponse => Responses.Count > 0;
}
