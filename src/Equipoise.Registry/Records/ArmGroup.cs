namespace Equipoise.Registry.Records;

/// <summary>An arm of a trial, or a group of an observational study.</summary>
/// <param name="Label">Its name, as the record spells it.</param>
/// <param name="Type">The label of its kind, such as "Experimental".</param>
/// <param name="IsPlacebo">Whether it is a placebo arm.</param>
/// <param name="Description">More about it, as markup.</param>
/// <param name="InterventionNames">What it is given, each with its kind, in the arm's own order.</param>
public sealed record ArmGroup(string? Label, string? Type, bool IsPlacebo, string? Description, IReadOnlyList<string> InterventionNames)
{
    internal static ArmGroup From(RecordPart part) => new(
        part.Text("label"),
        part.Label("ArmGroupType", "type"),
        string.Equals(part.Text("type"), "PLACEBO_COMPARATOR", StringComparison.Ordinal),
        part.Text("description"),
        part.Texts("interventionNames"));
}
