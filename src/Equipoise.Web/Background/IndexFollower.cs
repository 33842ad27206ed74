using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Search;
using Equipoise.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Equipoise.Web.Background;

/// <summary>Keeps the index up with the store while the site runs: what another process imports is found within about a
/// second.</summary>
internal sealed partial class IndexFollower(StudyIndex index, RegistryStore registry, TimeProvider clock, ILogger<IndexFollower> log) : BackgroundService
{
    // Two short questions to the store each time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isRehearsed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await FollowAsync(stoppingToken);
                if (!isRehearsed)
                {
                    isRehearsed = true;
                    await RehearseAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is SearchException or StorageException)
            {
                CannotFollowNow(failure.Message);
                pause = PauseAfterFailure;
            }
            catch (Exception failure)
            {
                // The site still answers from what is indexed; the next attempt may find the database back.
                CouldNotFollow(failure);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        try
        {
            await index.FollowAsync(registry, progress: null, cancellation);
        }
        catch (SearchException failure) when (failure.IsDamage)
        {
            // The store is the truth, so nothing is lost; unless it went too, with the whole data folder.
            await registry.CheckAsync(cancellation);
            Rebuilds(failure.Message);
            await index.RebuildAsync(registry, cancellation);
            IsRebuilt();
        }
    }

    // Without it the first changes are found a second later: nothing to stop for.
    private async Task RehearseAsync(CancellationToken cancellation)
    {
        try
        {
            await Rehearsal.PlayAsync(registry, index, clock, cancellation: cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SearchException)
        {
            CouldNotRehearse(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The folder for temporary files cannot be used, so the first changes will be found a little later. {Reason}")]
    private partial void CouldNotRehearse(string reason);

    [LoggerMessage(LogLevel.Error, "{Damage} The site does so now by itself; until then searches may fail.")]
    private partial void Rebuilds(string damage);

    [LoggerMessage(LogLevel.Warning, "The index is built again; searches find everything.")]
    private partial void IsRebuilt();

    [LoggerMessage(LogLevel.Error, "The index cannot follow the store at the moment; it will try again. {Reason}")]
    private partial void CannotFollowNow(string reason);

    [LoggerMessage(LogLevel.Error, "The index could not take in the changes of the store; it will try again.")]
    private partial void CouldNotFollow(Exception failure);
}
