using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Equipoise.Web.Background;

/// <summary>Keeps the index up with the store while the site runs: what another process imports is found a few seconds
/// later.</summary>
internal sealed partial class IndexFollower(StudyIndex index, RegistryStore registry, TimeProvider clock, ILogger<IndexFollower> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await index.FollowAsync(registry, progress: null, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
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

    [LoggerMessage(LogLevel.Error, "The index could not take in the changes of the store; it will try again.")]
    private partial void CouldNotFollow(Exception failure);
}
