namespace Equipoise.Registry.Records.Results;

/// <summary>A column of a table of results: an arm, or any other set of participants.</summary>
/// <param name="Id">What the rows of the table call it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Description">Who is in it, as markup.</param>
public sealed record ResultGroup(string Id, string? Title, string? Description)
{
    internal static ResultGroup From(RecordPart part) => new(part.Text("id") ?? "", part.Text("title"), part.Text("description"));
}
