namespace Equipoise.Registry.Records.Results;

/// <summary>A number of people, or of other units, in one group.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Value">How many, as the record writes it.</param>
/// <param name="Units">How many of a unit other than people, as the record writes it.</param>
/// <param name="Comment">More about it, as markup.</param>
public sealed record GroupCount(string GroupId, string? Value, string? Units, string? Comment)
{
    internal static GroupCount FromFlow(RecordPart part) =>
        new(part.Text("groupId") ?? "", part.Text("numSubjects"), part.Text("numUnits"), part.Text("comment"));

    internal static GroupCount FromDenominator(RecordPart part) => new(part.Text("groupId") ?? "", part.Text("value"), Units: null, Comment: null);
}
