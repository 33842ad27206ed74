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
        rank.ShouldBe(OperatingSystem.IsLinux() ? 5 : 0);
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
