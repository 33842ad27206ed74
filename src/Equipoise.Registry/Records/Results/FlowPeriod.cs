namespace Equipoise.Registry.Records.Results;

/// <summary>A stage of a study.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Milestones">How many reached what.</param>
/// <param name="Withdrawals">How many left, and why.</param>
public sealed record FlowPeriod(string? Title, IReadOnlyList<FlowStep> Milestones, IReadOnlyList<FlowStep> Withdrawals)
{
    internal static FlowPeriod From(RecordPart part) => new(
        part.Text("title"),
        part.List(step => FlowStep.From(step, "achievements"), "milestones"),
        part.List(step => FlowStep.From(step, "reasons"), "dropWithdraws"));
}
