namespace Equipoise.Registry.Records;

/// <summary>Data or a document that somebody holds ready.</summary>
/// <param name="Id">Its number there.</param>
/// <param name="Type">What it is, such as "Study Protocol".</param>
/// <param name="Url">Where, as the record writes it.</param>
/// <param name="Comment">More about it, as markup.</param>
public sealed record AvailableData(string? Id, string? Type, string? Url, string? Comment)
{
    internal static AvailableData From(RecordPart part) => new(part.Text("id"), part.Text("type"), part.Text("url"), part.Text("comment"));
}
