namespace Equipoise.Registry.Records.Results;

/// <summary>How many were analyzed.</summary>
/// <param name="Units">Of what, such as "Participants".</param>
/// <param name="Counts">In each group.</param>
public sealed record Denominator(string? Units, IReadOnlyList<GroupCount> Counts)
{
    internal static Denominator From(RecordPart part) => new(part.Text("units"), part.List(GroupCount.FromDenominator, "counts"));
}
