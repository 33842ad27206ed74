using System.Runtime.CompilerServices;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Api;

/// <summary>Turns of answers that send many records. How many are sent at once is bounded, since each holds some records for as long as its reader takes;
/// far fewer read at once, since that is what takes processors and memory, and whoever reads slowly keeps nobody from it. Whoever takes nothing gives up the place.</summary>
/// <param name="registry">Where the records are.</param>
/// <param name="patience">How long a reader may take nothing; <see cref="ReaderPatience.Usual"/> where it is null.</param>
/// <param name="longestWait">How long an answer waits for a place; half a minute where it is null.</param>
internal sealed class BulkTurns(RegistryStore registry, ReaderPatience? patience = null, TimeSpan? longestWait = null) : IDisposable
{
    /// <summary>How many answers are sent at once.</summary>
    public const int AtOnce = 32;

    /// <summary>An answer of up to so many studies needs no turn.</summary>
    public const int Few = 32;

    private const int ReadingAtOnce = 8;
    private const int FirstRecords = 4;
    private const int PlacesAtOnce = 1024;

    // How many parts of an answer are being read while one is sent.
    private const int Ahead = 1;
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
            using var watch = ReaderWatch.Begin(context, patience ?? ReaderPatience.Usual);
            await write();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Reads the records of a page: all at once where they are few, else about a megabyte at a time, and the next ones while those before are sent. What is packed
    /// together is read together where it comes together, and where records are large, few are held.</summary>
    /// <param name="ids">The studies, in their order.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Some at a time; they are gone when the next are asked for.</returns>
    public async IAsyncEnumerable<IReadOnlyList<StudyText>> ReadAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (ids.Count <= Few)
        {
            yield return await registry.LastTextsAsync(ids, cancellation);
            yield break;
        }

        var ahead = new Queue<Task<LentTexts>>();
        var count = FirstRecords;
        foreach (var some in ids.Chunk(PlacesAtOnce))
        {
            var packed = await registry.PlacesAsync(some, cancellation);
            for (var begun = 0; begun < packed.Count;)
            {
                var (from, end) = (begun, packed.EndOf(begun, count));
                ahead.Enqueue(Task.Run(() => ReadInTurnAsync(packed, from, end, cancellation), cancellation));
                begun = end;
                if (ahead.Count <= Ahead)
                    continue;
                using var lent = await ahead.Dequeue();
                count = HowMany(lent.Texts);
                yield return lent.Texts;
            }
        }

        while (ahead.TryDequeue(out var last))
        {
            using var lent = await last;
            yield return lent.Texts;
        }
    }

    private static int HowMany(IReadOnlyList<StudyText> texts) =>
        Math.Clamp(MostBytes / Math.Max(1, texts.Sum(study => study.Utf8.Length) / Math.Max(1, texts.Count)), 1, Few);

    private async Task<LentTexts> ReadInTurnAsync(TextPlaces places, int from, int end, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            return await registry.LendTextsAsync(places, from, end, cancellation);
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
