using Equipoise.Web.Operations;

namespace Equipoise.Web.Tests.Operations;

public sealed class IdleMemoryTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void Memory_is_given_back_once_when_a_burst_is_over()
    {
        var (allocated, collections) = (0L, 0);
        using var memory = new IdleMemory(TimeProvider.System, () => allocated, () => collections++);

        LookAfter(500); // the burst
        collections.ShouldBe(0);
        LookAfter(1);
        collections.ShouldBe(1);
        LookAfter(1);
        collections.ShouldBe(1);
        for (var look = 0; look < 33; look++)
            LookAfter(2); // health checks
        collections.ShouldBe(2);

        void LookAfter(long megabytes)
        {
            allocated += megabytes * Megabyte;
            memory.Look();
        }
    }
}
