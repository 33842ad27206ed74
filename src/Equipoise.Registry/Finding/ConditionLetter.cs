namespace Equipoise.Registry.Finding;

/// <summary>A letter of the list of conditions.</summary>
/// <param name="Letter"><c>A</c> to <c>Z</c>, or <c>#</c>.</param>
/// <param name="Studies">How many studies have a condition that begins with it.</param>
public sealed record ConditionLetter(string Letter, int Studies);
