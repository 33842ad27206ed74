namespace Equipoise.Registry.Tests.Import.Live;

/// <summary>A clock on which every wait is over at once, and which remembers how long each would have been.</summary>
/// <param name="timeout">Waits of this length are those for an answer; they end only where <see cref="TimeoutsEnd"/> says so.</param>
internal sealed class SkippingTime(TimeSpan timeout) : TimeProvider
{
    private readonly Lock door = new();
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public bool TimeoutsEnd { get; set; }

    /// <summary>The waits so far, in seconds.</summary>
    public double[] Waits
    {
        get
        {
            lock (door)
                return [.. waits.Select(wait => wait.TotalSeconds)];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (door)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isTimeout = dueTime == timeout;
        lock (door)
        {
            if (!isTimeout && dueTime > TimeSpan.Zero)
            {
                waits.Add(dueTime);
                now += dueTime;
            }
        }

        var goesOff = dueTime != Timeout.InfiniteTimeSpan && (!isTimeout || TimeoutsEnd);
        return new Timer(callback, state, goesOff ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
