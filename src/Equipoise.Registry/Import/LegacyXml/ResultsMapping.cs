using System.Globalization;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>The results, part by part.</summary>
internal static class ResultsMapping
{
    public static RecordObject Map(LegacyElement study)
    {
        if (study.One("clinical_results") is not { } results)
            return new RecordObject();
        return new RecordObject()
            .Put("participantFlowModule", FlowMapping.Map(results.One("participant_flow")))
            .Put("baselineCharacteristicsModule", MeasureMapping.MapBaseline(results.One("baseline")))
            .Put("outcomeMeasuresModule", new RecordObject().Put("outcomeMeasures", results.Listed("outcome").Select(OutcomeMapping.Map)))
            .Put("adverseEventsModule", AdverseEventsMapping.Map(results.One("reported_events")))
            .Put("moreInfoModule", MoreInfoMapping.Map(results));
    }

    /// <summary>The groups of a part.</summary>
    public static IEnumerable<RecordObject> Groups(LegacyElement? part) => part?.Listed("group").Select(group => new RecordObject()
        .Text("id", GroupId(group.TakeAttribute("group_id")))
        .Text("title", group.Take("title"))
        .Markup("description", group.Take("description"))) ?? [];

    /// <summary>The older ids count from 1 in each part (<c>P1</c>, <c>B1</c>, <c>O1</c>, <c>E1</c>), the newer from 0
    /// (<c>FG000</c>, <c>BG000</c>, <c>OG000</c>, <c>EG000</c>).</summary>
    public static string? GroupId(string? id) =>
        id is { Length: > 1 } && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{(id[0] == 'P' ? 'F' : id[0])}G{number - 1:D3}")
            : id;
}
