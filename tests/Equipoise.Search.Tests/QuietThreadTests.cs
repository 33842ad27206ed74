using System.Globalization;
using Equipoise.Search.Indexing;

namespace Equipoise.Search.Tests;

/// <summary>Work that steps back behind searches.</summary>
public sealed class QuietThreadTests
{
    [Fact]
    public async Task All_steps_of_it_run_on_one_thread_of_lower_rank_and_no_other_thread_has_that_rank()
    {
        var threads = new List<int>();
        var rank = await QuietThread.RunAsync(async () =>
        {
            for (var step = 0; step < 3; step++)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                await Task.Yield();
            }

            return Rank();
        });

        threads.Distinct().ShouldHaveSingleItem();
        Rank().ShouldBe(0);
        rank.ShouldBe(OperatingSystem.IsLinux() ? 3 : 0);
    }

    [Fact]
    public async Task What_it_has_done_ahead_runs_on_another_thread_of_its_rank_and_it_goes_on_on_its_own()
    {
        var (ahead, own) = (0, new List<int>());
        var rank = await QuietThread.RunAsync(async () =>
        {
            own.Add(Environment.CurrentManagedThreadId);
            var found = await QuietThread.AheadAsync(async () =>
            {
                await Task.Yield();
                ahead = Environment.CurrentManagedThreadId;
                return Rank();
            });
            own.Add(Environment.CurrentManagedThreadId);
            return found;
        });

        own.Distinct().ShouldHaveSingleItem().ShouldNotBe(ahead);
        rank.ShouldBe(OperatingSystem.IsLinux() ? 3 : 0);
    }

    [Fact]
    public async Task The_next_work_finds_the_thread_of_the_last_and_nothing_of_what_that_left_on_it()
    {
        static async Task<int> OnItsThreadAsync()
        {
            await Task.Yield();
            return Environment.CurrentManagedThreadId;
        }

        var among = new HashSet<int>();
        var count = 0;
        // Other tests may have quiet work of their own meanwhile.
        for (; count < 50; count++)
            among.Add(await QuietThread.RunAsync(OnItsThreadAsync));
        SynchronizationContext? left = new();
        await QuietThread.Start(() => left = SynchronizationContext.Current);

        among.Count.ShouldBeLessThan(count);
        left.ShouldBeNull();
    }

    [Fact]
    public async Task What_goes_wrong_in_it_goes_wrong_for_who_asked()
    {
        static async Task<int> FailAsync()
        {
            await Task.Yield();
            throw new SearchException("The disk is full.");
        }

        (await Should.ThrowAsync<SearchException>(() => QuietThread.RunAsync(FailAsync))).Message.ShouldBe("The disk is full.");
    }

    // The niceness of the thread that asks: the seventeenth number behind its name.
    private static int Rank() => OperatingSystem.IsLinux()
        ? int.Parse(File.ReadAllText("/proc/thread-self/stat").Split(") ")[^1].Split(' ')[16], CultureInfo.InvariantCulture)
        : 0;
}
