namespace Equipoise.Registry.Records.Results;

/// <summary>How many were harmed.</summary>
/// <param name="GroupId">In which group.</param>
/// <param name="Affected">How many participants.</param>
/// <param name="AtRisk">Of how many.</param>
/// <param name="Events">How many times.</param>
public sealed record EventCount(string GroupId, long? Affected, long? AtRisk, long? Events)
{
    internal static EventCount From(RecordPart part) =>
        new(part.Text("groupId") ?? "", part.Whole("numAffected"), part.Whole("numAtRisk"), part.Whole("numEvents"));
}
