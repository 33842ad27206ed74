using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Indexing;

/// <summary>Work on a thread of its own that steps back behind searches where the processors are busy. Only Linux knows threads of different rank without further rights; elsewhere it is a
/// thread as others are.</summary>
/// <remarks>A thread that has stepped back cannot step forward again, and those it starts are of its rank. So it ends with its work, and what it runs hands nothing to the thread pool,
/// which could start a thread for it.</remarks>
public static partial class QuietThread
{
    // A third of the turns of a thread that answers. Less, and a busy machine would show changes late.
    private const int Niceness = 5;
    private const int OfThread = 0;
    private const int Caller = 0;

    /// <summary>Runs work whose steps do not wait, or wait for what is done elsewhere.</summary>
    /// <param name="work">The work. It begins on the thread and goes on there after each wait.</param>
    /// <returns>What the work returns. Another thread waits for it.</returns>
    public static Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(() =>
    {
        T? result = default;
        Start(() => result = Turns.Run(work)).GetAwaiter().GetResult();
        return result!;
    });

    /// <summary>Begins work that does not wait.</summary>
    /// <returns>Its end, for a thread that waits: nothing is to be awaited on it.</returns>
    public static Task Start(Action work)
    {
        var ended = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            if (OperatingSystem.IsLinux())
                _ = SetPriority(OfThread, Caller, Niceness);
            try
            {
                work();
                ended.SetResult();
            }
            catch (Exception failure)
            {
                ended.SetException(failure);
            }
        }) { IsBackground = true, Name = "quiet" };
        thread.Start();
        return ended.Task;
    }

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
