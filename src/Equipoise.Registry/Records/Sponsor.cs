namespace Equipoise.Registry.Records;

/// <summary>An organization that runs or supports a study.</summary>
/// <param name="Name">As the record spells it.</param>
/// <param name="Kind">The label of its kind, such as "Industry"; null where the record does not say.</param>
public sealed record Sponsor(string Name, string? Kind)
{
    internal static Sponsor? From(RecordPart part) =>
        part.Text("name") is { } name ? new Sponsor(name, part.Label("AgencyClass", "class")) : null;
}
