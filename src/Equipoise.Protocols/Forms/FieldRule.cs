namespace Equipoise.Protocols.Forms;

/// <summary>A statement about one answer: that it is there, equals a value, or stands in an order to a value or another answer.</summary>
/// <param name="Field">The field's code.</param>
/// <param name="Operator">One of <c>present</c>, <c>absent</c>, <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
/// <param name="Value">What it is compared with; null where another field is, or nothing.</param>
/// <param name="Other">The field it is compared with; null where a value is, or nothing.</param>
public sealed record FieldRule(string Field, string Operator, string? Value, string? Other);
