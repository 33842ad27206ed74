namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>An item: a question.</summary>
/// <param name="Oid">Its object identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="DataType">The type of its values: <c>text</c>, <c>integer</c>, <c>float</c>, <c>date</c>…</param>
/// <param name="Question">What is asked; empty where the file does not say.</param>
/// <param name="Unit">The name of its unit; null for none.</param>
/// <param name="CodeList">The identifier of its code list; null for none.</param>
/// <param name="Checks">Its range checks, as <c>GE 20 Hard</c>.</param>
public sealed record OdmItem(string Oid, string Name, string DataType, string Question, string? Unit, string? CodeList, IReadOnlyList<string> Checks);
