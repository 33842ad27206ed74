namespace Equipoise.Registry.Records;

/// <summary>Something that a study measures.</summary>
/// <param name="Measure">What.</param>
/// <param name="Description">How, as markup.</param>
/// <param name="TimeFrame">When, in the sponsor's words.</param>
public sealed record Outcome(string? Measure, string? Description, string? TimeFrame)
{
    internal static Outcome From(RecordPart part) => new(part.Text("measure"), part.Text("description"), part.Text("timeFrame"));
}
