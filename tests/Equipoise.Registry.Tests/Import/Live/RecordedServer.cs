using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Equipoise.Registry.Tests.Import.Live;

/// <summary>A server on this machine that gives prepared answers in their order, the last one again and again.</summary>
internal sealed class RecordedServer : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Queue<RequestDelegate> answers;
    private readonly List<string> asked = [];

    private RecordedServer(WebApplication server, IEnumerable<RequestDelegate> answers) => (this.server, this.answers) = (server, new Queue<RequestDelegate>(answers));

    /// <summary>The address of the API on it.</summary>
    public Uri Address => new($"{server.Urls.First()}/api/v2/");

    /// <summary>The paths and queries that were asked for.</summary>
    public IReadOnlyList<string> Asked => asked;

    public static async Task<RecordedServer> StartAsync(params RequestDelegate[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var recorded = new RecordedServer(builder.Build(), answers);
        recorded.server.Run(recorded.AnswerAsync);
        await recorded.server.StartAsync();
        return recorded;
    }

    public static RequestDelegate Json(string json) => context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    };

    public static RequestDelegate Page(string? token, params int[] numbers) =>
        Json($"{{\"studies\":[\n{Sources.Made.Studies(",\n", numbers)}\n]{(token is null ? "" : $",\"nextPageToken\":\"{token}\"")}}}");

    public static RequestDelegate Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsync("no");
    };

    public static RequestDelegate Redirect(string location) => context =>
    {
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        lock (answers)
        {
            asked.Add($"{context.Request.Path}{Uri.UnescapeDataString(context.Request.QueryString.Value ?? "")}");
            return (answers.Count > 1 ? answers.Dequeue() : answers.Peek())(context);
        }
    }
}
