namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>A code list.</summary>
/// <param name="Oid">Its object identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Codes">The codes with what they mean.</param>
public sealed record OdmCodeList(string Oid, string Name, IReadOnlyList<KeyValuePair<string, string>> Codes);
