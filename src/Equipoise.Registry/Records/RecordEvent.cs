namespace Equipoise.Registry.Records;

/// <summary>Something that befell a record at the registry.</summary>
/// <param name="Kind">The label of what.</param>
/// <param name="Date">When; null where nobody knows.</param>
/// <param name="Description">More about it.</param>
public sealed record RecordEvent(string? Kind, PartialDate? Date, string? Description)
{
    internal static RecordEvent From(RecordPart part, string type, string date) =>
        new(part.Label(type, "type"), PartialDate.TryParse(part.Text(date), out var day) ? day : null, part.Text("description"));
}
