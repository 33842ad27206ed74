namespace Equipoise.Protocols.Scheduling;

/// <summary>How something repeats.</summary>
/// <param name="EveryDays">The days from one time to the next.</param>
/// <param name="UntilDay">The last day from the anchor that this rhythm may reach; null for no end.</param>
public sealed record Recurrence(int EveryDays, int? UntilDay);
