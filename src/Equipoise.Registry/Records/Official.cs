namespace Equipoise.Registry.Records;

/// <summary>A person who leads a study.</summary>
/// <param name="Name">Who.</param>
/// <param name="Affiliation">Of which organization.</param>
/// <param name="Role">The label of the role, such as "Study Chair".</param>
public sealed record Official(string? Name, string? Affiliation, string? Role)
{
    internal static Official From(RecordPart part) => new(part.Text("name"), part.Text("affiliation"), part.Label("OfficialRole", "role"));
}
