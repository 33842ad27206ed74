using Equipoise.Web.Screening;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Api;

/// <summary>Lets pages of any origin use the public API: it holds nothing that is not public, and knows no one who asks. What a page sends of a patient it
/// has already, and gets back with the verdict; nothing of it stays here.</summary>
internal sealed class ApiHeaders(RequestDelegate next)
{
    /// <summary>Where the next page of a table begins.</summary>
    public const string NextPageToken = "x-next-page-token";

    /// <summary>How many studies a table has in all.</summary>
    public const string TotalCount = "x-total-count";

    /// <summary>Our own: at which character of a query expression reading it failed, counted from 0.</summary>
    public const string QueryPosition = "x-query-position";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return next(context);
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = $"{NextPageToken}, {TotalCount}, {QueryPosition}, {EligibilityApi.UnreadEntries}, ETag, Retry-After";
        return HttpMethods.IsOptions(context.Request.Method) ? TellMethodsAsync(context) : next(context);
    }

    // Where an address answers other methods only, routing leads to what tells which.
    private static async Task TellMethodsAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (context.GetEndpoint()?.RequestDelegate is { } refuse)
            await refuse(context);
        headers.Allow = headers.AccessControlAllowMethods = headers.Allow.Count > 0 ? $"{headers.Allow}, OPTIONS" : "GET, HEAD, OPTIONS";
        headers.AccessControlAllowHeaders = "*";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
