namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Who came and who stayed.</summary>
internal static class FlowMapping
{
    public static RecordObject Map(LegacyElement? flow) => new RecordObject()
        .Markup("preAssignmentDetails", flow?.Take("pre_assignment_details"))
        .Markup("recruitmentDetails", flow?.Take("recruitment_details"))
        .Text("typeUnitsAnalyzed", flow?.Take("type_units_analyzed"))
        .Put("groups", ResultsMapping.Groups(flow))
        .Put("periods", flow?.Listed("period").Select(period => new RecordObject()
            .Text("title", period.Take("title"))
            .Put("milestones", period.Listed("milestone").Select(milestone => MapCounts(milestone, "achievements")))
            .Put("dropWithdraws", period.Listed("drop_withdraw_reason").Select(reason => MapCounts(reason, "reasons")))) ?? []);

    private static RecordObject MapCounts(LegacyElement line, string member) => new RecordObject()
        .Text("type", line.Take("title"))
        .Markup("comment", line.Take("comment"))
        .Put(member, line.Listed("participants").Select(participants => new RecordObject()
            .Text("groupId", ResultsMapping.GroupId(participants.TakeAttribute("group_id")))
            .Markup("comment", participants.Take())
            .Text("numSubjects", participants.TakeAttribute("count"))
            .Text("numUnits", participants.TakeAttribute("units"))));
}
