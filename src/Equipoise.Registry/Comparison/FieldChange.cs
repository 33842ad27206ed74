namespace Equipoise.Registry.Comparison;

/// <summary>That a field of a record says something else.</summary>
/// <param name="Path">The field, such as <c>protocolSection.statusModule.overallStatus</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Before">What it said, as text to read; empty where it said nothing.</param>
/// <param name="After">What it says now.</param>
public sealed record FieldChange(string Path, string Name, string Before, string After);
