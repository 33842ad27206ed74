using Equipoise.Conduct.Publication;
using Equipoise.Registry.Records;
using Equipoise.Storage;

namespace Equipoise.Web.Studies.Published;

/// <summary>What sponsors published of the studies conducted here, for the public pages. Read again at most once a second, so that what was published is
/// seen a second later, and a page costs no question to the conduct database.</summary>
/// <param name="publications">Where it is on record; null for a site that conducts nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class PublishedStates(PublicationSteps? publications, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Reading last = new(null, 0, new Dictionary<string, PublishedState>(StringComparer.Ordinal));

    /// <summary>A number that changes with what is published.</summary>
    public async Task<long> VersionAsync(CancellationToken cancellation) => (await ReadAsync(cancellation)).Version;

    /// <summary>What is published of a study; null where nothing is.</summary>
    public async Task<PublishedState?> FindAsync(StudyId id, CancellationToken cancellation) => (await ReadAsync(cancellation)).States.GetValueOrDefault(id.ToString());

    /// <summary>All that was published of a study, the newest first.</summary>
    public async Task<IReadOnlyList<PublishedState>> VersionsAsync(StudyId id, CancellationToken cancellation) =>
        publications is null ? [] : await publications.VersionsAsync(id.ToString(), cancellation);

    public void Dispose() => reading.Dispose();

    private async Task<Reading> ReadAsync(CancellationToken cancellation)
    {
        if (publications is null || IsFresh(last))
            return last;
        await reading.WaitAsync(cancellation);
        try
        {
            if (IsFresh(last))
                return last;
            var all = await publications.CurrentAsync(cancellation);
            last = new Reading(time.GetTimestamp(), all.Sum(state => state.Number), all.Where(state => !state.IsTakenBack).ToDictionary(state => state.Study, StringComparer.Ordinal));
            return last;
        }
        catch (StorageException)
        {
            // Public pages go on while the conduct database cannot be read, with what was known of it.
            last = last with { At = time.GetTimestamp() };
            return last;
        }
        finally
        {
            reading.Release();
        }
    }

    private bool IsFresh(Reading read) => read.At is { } at && time.GetElapsedTime(at) < Fresh;

    private sealed record Reading(long? At, long Version, IReadOnlyDictionary<string, PublishedState> States);
}
