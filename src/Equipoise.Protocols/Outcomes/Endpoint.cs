namespace Equipoise.Protocols.Outcomes;

/// <summary>What a study measures.</summary>
/// <param name="Code">Its code, unique in the study; ADaM's PARAMCD where there is one: "OS".</param>
/// <param name="Name">What people call it.</param>
/// <param name="Level">How much rests on it.</param>
/// <param name="Definition">What exactly is measured, from when to when.</param>
public sealed record Endpoint(string Code, string Name, EndpointLevel Level, string Definition)
{
    /// <summary>Where the day of the event is found; empty where the endpoint is not a time that the forms tell.</summary>
    public IReadOnlyList<DateSource> Events { get; init; } = [];

    /// <summary>Where the last day is found on which the event was known not to have happened yet.</summary>
    public IReadOnlyList<DateSource> LastKnown { get; init; } = [];
}
