namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>A form.</summary>
/// <param name="Oid">Its object identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRepeating">Whether an event may have more than one.</param>
/// <param name="Items">The identifiers of its items, group by group.</param>
public sealed record OdmForm(string Oid, string Name, bool IsRepeating, IReadOnlyList<string> Items);
