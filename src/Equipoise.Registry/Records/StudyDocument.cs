namespace Equipoise.Registry.Records;

/// <summary>A document that the sponsor has uploaded to the registry.</summary>
/// <param name="Label">What it is, such as "Study Protocol and Statistical Analysis Plan".</param>
/// <param name="Date">Of which version it is.</param>
/// <param name="Uploaded">When it was uploaded, as the record writes it.</param>
/// <param name="FileName">The name of the file.</param>
/// <param name="Bytes">Its size.</param>
public sealed record StudyDocument(string? Label, PartialDate? Date, string? Uploaded, string? FileName, long? Bytes)
{
    internal static StudyDocument From(RecordPart part) => new(
        part.Text("label"),
        PartialDate.TryParse(part.Text("date"), out var date) ? date : null,
        part.Text("uploadDate"),
        part.Text("filename"),
        part.Whole("size"));
}
