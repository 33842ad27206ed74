namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>An event: a visit.</summary>
/// <param name="Oid">Its object identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRepeating">Whether it may come about more than once.</param>
/// <param name="Type"><c>Scheduled</c>, <c>Unscheduled</c> or <c>Common</c>.</param>
/// <param name="Forms">The identifiers of its forms.</param>
public sealed record OdmEvent(string Oid, string Name, bool IsRepeating, string Type, IReadOnlyList<string> Forms);
