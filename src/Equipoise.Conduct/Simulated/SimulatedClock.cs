using System.Globalization;

namespace Equipoise.Conduct.Simulated;

/// <summary>The clock of a simulated trial: set forward to a moment, it goes on from there as any clock does, and never back. A store that is opened on
/// it holds a simulated trial and nothing else.</summary>
/// <remarks>Safe for use by many threads. Timers and time stamps are those of the real clock: only what time it is said to be is simulated.</remarks>
public sealed class SimulatedClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly TimeProvider real;
    private DateTimeOffset moment;
    private long since;

    /// <summary>A clock that shows a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="real">The real clock, by which it goes on.</param>
    public SimulatedClock(DateTimeOffset moment, TimeProvider real) => (this.moment, this.real, since) = (moment, real, real.GetTimestamp());

    /// <summary>What time it really is, in UTC.</summary>
    public DateTimeOffset ReallyNow => real.GetUtcNow();

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return moment + real.GetElapsedTime(since);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets it forward.</summary>
    /// <exception cref="StepRefusedException">That moment has passed.</exception>
    public void SetTo(DateTimeOffset to)
    {
        lock (gate)
        {
            var now = moment + real.GetElapsedTime(since);
            if (to < now)
                throw StepRefusedException.Conflict("clock-back", string.Create(CultureInfo.InvariantCulture, $"The clock shows {now:yyyy-MM-ddTHH:mm:ssZ}, and what has happened stays so: set it to a later moment."));
            (moment, since) = (to.ToUniversalTime(), real.GetTimestamp());
        }
    }
}
