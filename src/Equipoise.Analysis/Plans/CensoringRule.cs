namespace Equipoise.Analysis.Plans;

/// <summary>A rule by which an event comes too late to count: the time is censored on the last day known without it before what the rule names.</summary>
/// <param name="Source">What ends what can be known of the event, such as another therapy; null where assessments are counted.</param>
/// <param name="Missed">How many planned assessments in a row, missed right before the event, end it; 0 where a day does.</param>
public sealed record CensoringRule(DaySource? Source, int Missed = 0)
{
    /// <summary>What came, in words.</summary>
    public string Words => Source switch
    {
        { Kind: DaySourceKind.Therapy } => "new therapy",
        { Kind: DaySourceKind.Dose } => $"the {Source.Name} dose",
        { Form: { } form } => $"{form}.{Source.Name}",
        { Name: var name } => name,
        _ => "missed assessments",
    };
}
