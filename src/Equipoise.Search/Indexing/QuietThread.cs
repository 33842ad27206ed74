using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Indexing;

/// <summary>Work on a thread of its own that steps back behind searches where the processors are busy. Only Linux knows threads of different rank without further rights; elsewhere it is a
/// thread as others are.</summary>
/// <remarks>A thread that has stepped back cannot step forward again, and those it starts are of its rank. So it does quiet work only, and what it runs hands nothing to the thread pool,
/// which could start a thread for it. When its work is done it waits for more for a while: the arrays that the pool of arrays keeps for each thread would go with it.</remarks>
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

    private static void Begin(Action work, Action<Exception> failed)
    {
        var context = ExecutionContext.Capture();
        Worker.Take(() =>
        {
            try
            {
                if (context is null)
                    work();
                else
                    ExecutionContext.Run(context, _ => work(), state: null);
            }
            catch (Exception failure)
            {
                failed(failure);
            }
        });
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int niceness);

    // A thread, and whether it is waiting for work.
    private sealed class Worker
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
        private static readonly Lock Gate = new();
        private static readonly List<Worker> Waiting = [];
        private readonly object bell = new();
        private Action? next;

        public static void Take(Action work)
        {
            if (OneWaiting() is { } worker)
                worker.Ring(work);
            else
                new Thread(new Worker { next = work }.Go) { IsBackground = true, Name = "quiet" }.UnsafeStart();
        }

        private static Worker? OneWaiting()
        {
            lock (Gate)
            {
                if (Waiting is not [.., var worker])
                    return null;
                Waiting.RemoveAt(Waiting.Count - 1);
                return worker;
            }
        }

        private void Ring(Action work)
        {
            lock (bell)
            {
                next = work;
                Monitor.Pulse(bell);
            }
        }

        private void Go()
        {
            if (OperatingSystem.IsLinux())
                _ = SetPriority(OfThread, Caller, Niceness);
            do
            {
                var work = next!;
                next = null;
                work();
                SynchronizationContext.SetSynchronizationContext(null);
            }
            while (IsGivenMore());
        }

        private bool IsGivenMore()
        {
            lock (bell)
            {
                lock (Gate)
                    Waiting.Add(this);
                if (!Monitor.Wait(bell, Patience))
                {
                    lock (Gate)
                    {
                        if (Waiting.Remove(this))
                            return false;
                    }
                }

                // Somebody chose this thread as its patience ended, and rings.
                while (next is null)
                    Monitor.Wait(bell);
                return true;
            }
        }
    }

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
