using System.Runtime.CompilerServices;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Api;

/// <summary>Turns of answers that send many records. How many are sent at once is bounded, since each holds some records for as long as its reader takes;
/// far fewer read at once, since that is what takes processors and memory, and whoever reads slowly keeps nobody from it.</summary>
/// <param name="registry">Where the records are.</param>
/// <param name="longestWait">How long an answer waits for a place; half a minute where it is null.</param>
internal sealed class BulkTurns(RegistryStore registry, TimeSpan? longestWait = null) : IDisposable
{
    /// <summary>How many answers are sent at once.</summary>
    public const int AtOnce = 32;

    /// <summary>An answer of up to so many studies needs no turn.</summary>
    public const int Few = 32;

    private const int ReadingAtOnce = 8;
    private const int FirstRecords = 4;
    private const int MostBytes = 1024 * 1024;

    private readonly TimeSpan longestWait = longestWait ?? TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly SemaphoreSlim turns = new(ReadingAtOnce);

    /// <summary>Writes an answer when there is a place for it; 503 where that does not come.</summary>
    public async Task WriteAsync(HttpContext context, Func<Task> write)
    {
        if (!await places.WaitAsync(longestWait, context.RequestAborted))
        {
            context.Response.Headers.RetryAfter = "5";
            await ApiAnswer.WriteTextAsync(context, StatusCodes.Status503ServiceUnavailable, "Other large answers are being sent now: come again in 5 s, or ask for smaller pages");
            return;
        }

        try
        {
            await write();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Reads the records of a page: all at once where they are few, else about a megabyte at a time, and the next ones while those before are sent. Where
    /// records are large, few are held.</summary>
    /// <param name="ids">The studies, in their order.</param>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<IReadOnlyList<StudyText>> ReadAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (ids.Count <= Few)
        {
            yield return await registry.LastTextsAsync(ids, cancellation);
            yield break;
        }

        var (begun, count) = (0, FirstRecords);
        for (var next = BeginAsync(); count > 0;)
        {
            var texts = await next;
            begun += count;
            var each = Math.Max(1, texts.Sum(study => study.Utf8.Length) / Math.Max(1, texts.Count));
            count = Math.Min(Math.Clamp(MostBytes / each, 1, Few), ids.Count - begun);
            if (count > 0)
                next = BeginAsync();
            yield return texts;
        }

        Task<IReadOnlyList<StudyText>> BeginAsync()
        {
            var some = ids.Skip(begun).Take(count).ToList();
            return Task.Run(() => ReadInTurnAsync(some, cancellation), cancellation);
        }
    }

    private async Task<IReadOnlyList<StudyText>> ReadInTurnAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            return await registry.LastTextsAsync(ids, cancellation);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        places.Dispose();
        turns.Dispose();
    }
}
