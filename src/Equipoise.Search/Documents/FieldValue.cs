using Equipoise.Search.Schema;

namespace Equipoise.Search.Documents;

/// <summary>A value that a document has in a field; most numbers and days need no object of their own.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Kind">What it is. A string is said to be text, though it may be meant for a keyword field.</param>
/// <param name="Held">The string or <see cref="GeoPoint"/>; null for what is a number.</param>
/// <param name="Number">The number, the number of the day, or 1 for yes.</param>
internal readonly record struct FieldValue(string Field, FieldKind Kind, object? Held, double Number);
