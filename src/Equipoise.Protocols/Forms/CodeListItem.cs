namespace Equipoise.Protocols.Forms;

/// <summary>An answer to choose.</summary>
/// <param name="Code">What is stored.</param>
/// <param name="Label">What people read.</param>
/// <param name="Concepts">The concepts of the criteria language that it says are so; empty for none.</param>
/// <param name="Denied">The concepts that it says are not so; empty for none.</param>
public sealed record CodeListItem(string Code, string Label, IReadOnlyList<string> Concepts, IReadOnlyList<string> Denied);
