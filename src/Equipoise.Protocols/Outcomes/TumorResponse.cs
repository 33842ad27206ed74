namespace Equipoise.Protocols.Outcomes;

/// <summary>How tumors are judged.</summary>
/// <param name="Criteria">By which criteria: "RECIST 1.1".</param>
/// <param name="ConfirmationDays">After how many days at least a response is confirmed; null where it need not be.</param>
/// <param name="MinimumStableDays">How many days after its start stable disease counts.</param>
public sealed record TumorResponse(string Criteria, int? ConfirmationDays, int MinimumStableDays);
