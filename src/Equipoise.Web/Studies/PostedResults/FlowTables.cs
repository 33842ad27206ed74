using Equipoise.Registry.Records.Results;

namespace Equipoise.Web.Studies.PostedResults;

/// <summary>How participants went through the study, one table a stage.</summary>
internal static class FlowTables
{
    public static IEnumerable<ResultsTable> Of(ParticipantFlow flow)
    {
        var groups = flow.Groups;
        foreach (var period in flow.Periods)
        {
            var rows = period.Milestones.Select(step => Row(step, groups)).ToList();
            if (period.Withdrawals.Count > 0)
                rows.Add(ResultsRow.Heading("Reasons not completed"));
            rows.AddRange(period.Withdrawals.Select(step => Row(step, groups)));
            yield return new ResultsTable(period.Title ?? "Participant flow", groups, rows);
        }
    }

    private static ResultsRow Row(FlowStep step, IReadOnlyList<ResultGroup> groups) => new(
        NameOf(step.Type),
        ResultsTable.InOrder(groups, step.Counts.Select(count => (count.GroupId, Cell(count)))),
        [.. step.Counts.Select(count => count.Comment).Prepend(step.Comment).OfType<string>()]);

    private static string Cell(GroupCount count) => count.Units is { } units ? $"{count.Value} ({units})" : count.Value ?? "";

    // The registry writes its own milestones in capitals.
    private static string NameOf(string? type) => type switch
    {
        null => "",
        "STARTED" => "Started",
        "COMPLETED" => "Completed",
        "NOT COMPLETED" => "Not completed",
        _ => type,
    };
}
