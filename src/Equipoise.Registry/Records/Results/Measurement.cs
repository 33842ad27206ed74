namespace Equipoise.Registry.Records.Results;

/// <summary>A number, as the record writes it.</summary>
/// <param name="GroupId">The group it belongs to.</param>
/// <param name="Value">The number, or "NA".</param>
/// <param name="Spread">Its spread, where that is one number.</param>
/// <param name="Lower">The lower end of its spread, where that is two.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Comment">Why there is none, as markup.</param>
public sealed record Measurement(string GroupId, string? Value, string? Spread, string? Lower, string? Upper, string? Comment)
{
    internal static Measurement From(RecordPart part) => new(
        part.Text("groupId") ?? "",
        part.Text("value"),
        part.Text("spread"),
        part.Text("lowerLimit"),
        part.Text("upperLimit"),
        part.Text("comment"));
}
