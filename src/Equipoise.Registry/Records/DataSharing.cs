namespace Equipoise.Registry.Records;

/// <summary>Whether and how the data of individual participants will be shared.</summary>
/// <param name="Plan">Yes, No or Undecided.</param>
/// <param name="Description">What will be shared, or why nothing, as markup.</param>
/// <param name="Documents">The labels of what comes with the data, such as "Study Protocol".</param>
/// <param name="TimeFrame">From when to when, as markup.</param>
/// <param name="AccessCriteria">With whom, as markup.</param>
/// <param name="Url">Where, as the record writes it.</param>
public sealed record DataSharing(string? Plan, string? Description, IReadOnlyList<string> Documents, string? TimeFrame, string? AccessCriteria, string? Url)
{
    internal static DataSharing? From(RecordPart part) => part.Exists
        ? new DataSharing(
            part.Label("IpdSharing", "ipdSharing"),
            part.Text("description"),
            part.Labels("IpdSharingInfoType", "infoTypes"),
            part.Text("timeFrame"),
            part.Text("accessCriteria"),
            part.Text("url"))
        : null;
}
