namespace Equipoise.Protocols.Forms;

/// <summary>What an answer says in the language of criteria. A number is a measurement; a yes says that the concept holds, a no
/// that it does not; a chosen code says of its own concepts that they hold or do not.</summary>
/// <param name="Kind">What kind of fact it is.</param>
/// <param name="Name">The variable or concept; empty where the chosen code names it.</param>
public sealed record FieldFact(FactKind Kind, string Name);
