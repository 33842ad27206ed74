namespace Equipoise.Testing;

/// <summary>A clock that stands still until a test moves it on.</summary>
public sealed class MovableClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by) => now += by;
}
