using Equipoise.Registry.Api.Statistics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Equipoise.Web.Background;

/// <summary>Keeps the statistics of a large store counted, so that nobody who asks for them waits. Those of a small one are counted when
/// asked for.</summary>
internal sealed partial class StatisticsCounter(StudyStatistics statistics, TimeProvider clock, ILogger<StatisticsCounter> log) : BackgroundService
{
    // A whole registry takes a minute or two of one processor: often enough for what changes once a day.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    // A site that has just begun has other work. Whoever asks for statistics meanwhile has counting begin at once.
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Start, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await statistics.IsLargeAsync(stoppingToken))
                    await statistics.RefreshAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // What was counted before still answers.
                CouldNotCount(failure);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "The statistics could not be counted; it will be tried again.")]
    private partial void CouldNotCount(Exception failure);
}
