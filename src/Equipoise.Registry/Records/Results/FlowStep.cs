namespace Equipoise.Registry.Records.Results;

/// <summary>A milestone, or a reason to leave.</summary>
/// <param name="Type">Its name, such as "STARTED" or "Lost to Follow-up".</param>
/// <param name="Comment">More about it, as markup.</param>
/// <param name="Counts">How many in each group.</param>
public sealed record FlowStep(string? Type, string? Comment, IReadOnlyList<GroupCount> Counts)
{
    internal static FlowStep From(RecordPart part, string counts) => new(part.Text("type"), part.Text("comment"), part.List(GroupCount.FromFlow, counts));
}
