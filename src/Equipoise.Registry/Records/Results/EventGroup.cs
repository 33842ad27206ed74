namespace Equipoise.Registry.Records.Results;

/// <summary>A group of participants in which harm was recorded.</summary>
/// <param name="Group">The group.</param>
/// <param name="Deaths">How many died of any cause.</param>
/// <param name="Serious">How many had a serious event.</param>
/// <param name="Other">How many had one that was not.</param>
public sealed record EventGroup(ResultGroup Group, EventCount Deaths, EventCount Serious, EventCount Other)
{
    internal static EventGroup From(RecordPart part)
    {
        var group = ResultGroup.From(part);
        return new EventGroup(group, Count("deathsNumAffected", "deathsNumAtRisk"), Count("seriousNumAffected", "seriousNumAtRisk"), Count("otherNumAffected", "otherNumAtRisk"));

        EventCount Count(string affected, string atRisk) => new(group.Id, part.Whole(affected), part.Whole(atRisk), Events: null);
    }
}
