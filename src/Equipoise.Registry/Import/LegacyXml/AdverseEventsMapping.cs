namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Adverse events. The older XML tells the sums of a group as events of a category "Total"; the newer form has them
/// with the group.</summary>
internal static class AdverseEventsMapping
{
    private static readonly (string Title, string Member)[] Sums =
    [
        ("Total, all-cause mortality", "deaths"),
        ("Total, serious adverse events", "serious"),
        ("Total, other adverse events", "other"),
    ];

    public static RecordObject Map(LegacyElement? events)
    {
        var (serious, other) = (events?.One("serious_events"), events?.One("other_events"));
        return new RecordObject()
            .Text("frequencyThreshold", Threshold(serious, other))
            .Text("timeFrame", events?.Take("time_frame"))
            .Markup("description", events?.Take("desc"))
            .Put("eventGroups", events is null ? [] : Groups(events, [.. All(serious).Concat(All(other))]))
            .Put("seriousEvents", MapEvents(serious))
            .Put("otherEvents", MapEvents(other));
    }

    private static string? Threshold(LegacyElement? serious, LegacyElement? other)
    {
        var threshold = other?.Take("frequency_threshold");
        return threshold ?? serious?.Take("frequency_threshold");
    }

    private static IEnumerable<(LegacyElement Category, LegacyElement Event)> All(LegacyElement? kind) =>
        kind?.Listed("category").SelectMany(category => category.Listed("event").Select(happened => (category, happened))) ?? [];

    private static string? SumOf(LegacyElement happened)
    {
        var title = happened.Take("sub_title")?.Trim();
        return Array.Find(Sums, sum => string.Equals(sum.Title, title, StringComparison.OrdinalIgnoreCase)).Member;
    }

    private static IEnumerable<RecordObject> Groups(LegacyElement events, List<(LegacyElement Category, LegacyElement Event)> all)
    {
        var groups = ResultsMapping.Groups(events).ToList();
        var byId = groups.ToLookup(group => group.Json?["id"]?.GetValue<string>(), StringComparer.Ordinal);
        var sums = all.Select(one => (one.Category, one.Event, Member: SumOf(one.Event))).Where(sum => sum.Member is not null);
        // The newer form tells deaths first, then serious, then other events.
        foreach (var (category, happened, member) in sums.OrderBy(sum => Array.FindIndex(Sums, kind => string.Equals(kind.Member, sum.Member, StringComparison.Ordinal))))
        {
            category.TakeRepeats("title", said => said is "Total");
            foreach (var counts in happened.All("counts"))
            {
                if (byId[ResultsMapping.GroupId(counts.TakeAttribute("group_id"))].FirstOrDefault() is not { } group)
                    continue;
                PutCount(group, $"{member}NumAffected", counts, "subjects_affected");
                PutCount(group, $"{member}NumAtRisk", counts, "subjects_at_risk");
            }
        }

        return groups;
    }

    private static IEnumerable<RecordObject> MapEvents(LegacyElement? kind)
    {
        var (vocabulary, assessment) = (kind?.Take("default_vocab"), kind?.One("default_assessment"));
        assessment?.Take();
        return All(kind).Where(one => SumOf(one.Event) is null).Select(one => new RecordObject()
            .Text("term", one.Event.Take("sub_title"))
            .Text("organSystem", one.Category.Take("title"))
            .Text("sourceVocabulary", one.Event.One("sub_title")?.TakeAttribute("vocab") ?? vocabulary)
            .Value("assessmentType", "EventAssessment", one.Event.One("assessment") ?? assessment)
            .Markup("notes", one.Event.Take("description"))
            .Put("stats", one.Event.All("counts").Select(MapCounts)));
    }

    private static RecordObject MapCounts(LegacyElement counts)
    {
        var stats = new RecordObject().Text("groupId", ResultsMapping.GroupId(counts.TakeAttribute("group_id")));
        PutCount(stats, "numEvents", counts, "events");
        PutCount(stats, "numAffected", counts, "subjects_affected");
        PutCount(stats, "numAtRisk", counts, "subjects_at_risk");
        return stats;
    }

    private static void PutCount(RecordObject record, string member, LegacyElement counts, string attribute)
    {
        if (counts.TakeAttribute(attribute) is { } number && !record.Number(member, number))
            counts.LeaveAttribute(attribute);
    }
}
