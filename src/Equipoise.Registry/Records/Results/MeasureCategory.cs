namespace Equipoise.Registry.Records.Results;

/// <summary>A row of a measure.</summary>
/// <param name="Title">Its name; null where a class has but one.</param>
/// <param name="Measurements">The numbers, one a group.</param>
public sealed record MeasureCategory(string? Title, IReadOnlyList<Measurement> Measurements)
{
    internal static MeasureCategory From(RecordPart part) => new(part.Text("title"), part.List(Measurement.From, "measurements"));
}
