namespace Equipoise.Registry.Records;

/// <summary>Something that participants are given, or that is done with them.</summary>
/// <param name="Type">The label of its kind, such as "Drug".</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">More about it, as markup.</param>
/// <param name="ArmLabels">The labels of the arms that get it.</param>
/// <param name="OtherNames">What else it is called.</param>
public sealed record Intervention(string? Type, string Name, string? Description, IReadOnlyList<string> ArmLabels, IReadOnlyList<string> OtherNames)
{
    /// <summary>Kind and name, such as "Drug: Pembrolizumab".</summary>
    public override string ToString() => Type is null ? Name : $"{Type}: {Name}";

    internal static Intervention? From(RecordPart part) => part.Text("name") is { } name
        ? new Intervention(part.Label("InterventionType", "type"), name, part.Text("description"), part.Texts("armGroupLabels"), part.Texts("otherNames"))
        : null;
}
