namespace Equipoise.Registry.Records.Results;

/// <summary>A part of a measure, such as one visit or one country.</summary>
/// <param name="Title">Its name; null where a measure has but one.</param>
/// <param name="Denominators">How many were analyzed, where it differs from the measure.</param>
/// <param name="Categories">The rows.</param>
public sealed record MeasureClass(string? Title, IReadOnlyList<Denominator> Denominators, IReadOnlyList<MeasureCategory> Categories)
{
    internal static MeasureClass From(RecordPart part) => new(part.Text("title"), part.List(Denominator.From, "denoms"), part.List(MeasureCategory.From, "categories"));
}
