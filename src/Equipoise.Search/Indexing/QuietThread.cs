using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Indexing;

/// <summary>Work on a thread of its own that steps back behind searches where the processors are busy. Only Linux knows threads of different rank without further rights; elsewhere it is a
/// thread as others are.</summary>
/// <remarks>A thread that has stepped back cannot step forward again, and those it starts are of its rank. So it ends with its work, and what it runs hands nothing to the thread pool,
/// which could start a thread for it.</remarks>
public static partial class QuietThread
{
    // Half the turns of a thread that answers. Fewer, and a busy machine would show changes late.
    private const int Niceness = 3;
    private const int OfThread = 0;
    private const int Caller = 0;

    /// <summary>Runs work whose steps do not wait, or wait for what is done elsewhere.</summary>
    /// <param name="work">The work. It begins on the thread and goes on there after each wait.</param>
    /// <returns>What the work returns. Another thread waits for it.</returns>
    public static Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(() => AheadAsync(work).GetAwaiter().GetResult());

    /// <summary>Runs the same beside the quiet thread that asks for it, which may await it: it goes on itself when the result is there.</summary>
    /// <param name="work">The work. It begins on a further quiet thread and goes on there after each wait.</param>
    public static Task<T> AheadAsync<T>(Func<Task<T>> work)
    {
        var ended = new TaskCompletionSource<T>();
        Begin(() => ended.SetResult(Turns.Run(work)), ended.SetException);
        return ended.Task;
    }

    /// <summary>Begins work that does not wait.</summary>
    /// <returns>Its end, for a thread that waits: nothing is to be awaited on it.</returns>
    public static Task Start(Action work)
    {
        var ended = new TaskCompletionSource();
        Begin(
            () =>
            {
                work();
                ended.SetResult();
            },
            ended.SetException);
        return ended.Task;
    }

    private static void Begin(Action work, Action<Exception> failed) => new Thread(() =>
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfThread, Caller, Niceness);
        try
        {
            work();
        }
        catch (Exception failure)
        {
            failed(failure);
        }
    }) { IsBackground = true, Name = "quiet" }.Start();

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int niceness);

    // What goes on after a wait comes back to the thread.
    private sealed class Turns : SynchronizationContext
    {
        private readonly BlockingCollection<(SendOrPostCallback Step, object? State)> steps = [];

        public static T Run<T>(Func<Task<T>> work)
        {
            var turns = new Turns();
            SetSynchronizationContext(turns);
            var running = work();
            _ = running.ContinueWith(_ => turns.steps.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var (step, state) in turns.steps.GetConsumingEnumerable())
                step(state);
            return running.GetAwaiter().GetResult();
        }

        public override void Post(SendOrPostCallback d, object? state) => steps.Add((d, state));

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nobody waits for a quiet thread's turn.");
    }
}
