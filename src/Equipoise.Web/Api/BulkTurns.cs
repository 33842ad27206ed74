using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Api;

/// <summary>Turns of answers that send many records: each holds some dozens of them, which may be large, and sends them as slowly
/// as its reader takes them.</summary>
internal sealed class BulkTurns : IDisposable
{
    /// <summary>How many are sent at once.</summary>
    public const int AtOnce = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim turns = new(AtOnce);

    /// <summary>Writes an answer when it is its turn; 503 where that does not come soon.</summary>
    public async Task WriteAsync(HttpContext context, Func<Task> write)
    {
        if (!await turns.WaitAsync(LongestWait, context.RequestAborted))
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
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
