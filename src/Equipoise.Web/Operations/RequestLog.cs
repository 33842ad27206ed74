using Equipoise.Web.Shared.Assets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Equipoise.Web.Operations;

/// <summary>A line for each request: its id, the kind of page, the status, how long it took. Neither the search in the address
/// nor whose request it was: that may tell of somebody's health.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider clock, ILogger<RequestLog> log)
{
    /// <summary>The route of a request that fits none.</summary>
    public const string NoRoute = "none";

    public async Task InvokeAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        // Taken before an error page takes the place of the endpoint.
        var endpoint = context.GetEndpoint();
        try
        {
            await next(context);
        }
        finally
        {
            if (!IsQuiet(endpoint))
                Answered(context.Request.Method, RouteOf(endpoint), context.Response.StatusCode, Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 2));
        }
    }

    private static string RouteOf(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;

    // What asks every few seconds would hide everything else.
    private static bool IsQuiet(Endpoint? endpoint) => RouteOf(endpoint) is "/healthz" or "/readyz" or "/metrics" or AssetFiles.Route;

    [LoggerMessage(LogLevel.Information, "{Method} {Route} {Status} in {Milliseconds} ms")]
    private partial void Answered(string method, string route, int status, double milliseconds);
}
