using System.CommandLine;
using System.Runtime;
using Equipoise.CommandLine;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Search;

namespace Equipoise.Indexing;

/// <summary>The index that lies in the data folder.</summary>
internal static class IndexFolder
{
    /// <summary>Where it lies.</summary>
    public static string Of(ParseResult words) => Path.Combine(words.GetRequiredValue(SharedOptions.Data), "index");

    // Some seconds of work: up to this a site waits, so that its first page finds everything.
    private const int ChangesToWaitFor = 5000;

    /// <summary>Opens the index for a site: up to date where little has changed, else the site takes the changes in while it
    /// answers.</summary>
    public static async Task<StudyIndex> OpenToServeAsync(ParseResult words, RegistryStore store, CancellationToken cancellation)
    {
        var index = await StudyIndex.OpenAsync(Of(words), store, TimeProvider.System, cancellation);
        var behind = (await store.IdentifyAsync(cancellation)).LastChange - index.Change;
        if (behind <= ChangesToWaitFor)
            await index.FollowAsync(store, progress: null, cancellation);
        return index;
    }

    /// <summary>Opens the index with all the store's changes in it. Where a site at work holds it, that site brings it up to
    /// date, and it is opened to be read.</summary>
    public static async Task<StudyIndex> OpenUpToDateAsync(ParseResult words, RegistryStore store, TextWriter messages, CancellationToken cancellation)
    {
        StudyIndex index;
        try
        {
            index = await StudyIndex.OpenAsync(Of(words), store, TimeProvider.System, cancellation);
        }
        catch (SearchException failure) when (failure.IsLock)
        {
            var read = StudyIndex.OpenToRead(Of(words), TimeProvider.System);
            await read.LearnWordsAsync(store, cancellation);
            return read;
        }

        var behind = (await store.IdentifyAsync(cancellation)).LastChange - index.Change;
        // Nobody waits for an answer meanwhile, so the collector may stop everything: a twentieth less work.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var line = new ProgressLine(messages, behind, TimeProvider.System);
        await index.FollowAsync(store, new ImmediateProgress<long>(done => line.Show(done, done)), cancellation);
        line.Clear();
        return index;
    }
}
