namespace Equipoise.Registry.Import.Storing;

/// <summary>What an import has done.</summary>
/// <param name="Read">How many items were read, records or not.</param>
/// <param name="New">How many studies were not known before.</param>
/// <param name="Changed">How many studies have another record now.</param>
/// <param name="Unchanged">How many records changed nothing.</param>
/// <param name="Rejected">How many items could not be stored.</param>
/// <param name="Rejections">The first of these, at most <see cref="StudyImport.MostListed"/>.</param>
/// <param name="Warnings">What was odd about records that were stored, at most as many.</param>
public sealed record ImportSummary(
    long Read, long New, long Changed, long Unchanged, long Rejected, IReadOnlyList<ImportRemark> Rejections, IReadOnlyList<ImportRemark> Warnings)
{
    /// <summary>Nothing yet.</summary>
    public static ImportSummary None { get; } = new(0, 0, 0, 0, 0, [], []);
}
