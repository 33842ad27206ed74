using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Equipoise.Web.Shared;

/// <summary>Refuses in a sentence what is too long. The server takes twice as much, since it refuses with an empty answer.</summary>
internal sealed class LongRequests(RequestDelegate next)
{
    /// <summary>The longest address, in bytes as sent.</summary>
    public const int LongestAddress = 64 * 1024;

    /// <summary>The longest headers together, in bytes.</summary>
    public const int LongestHeaders = 32 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length > LongestAddress)
            return RefuseAsync(context, StatusCodes.Status414UriTooLong);
        var length = 0L;
        foreach (var (name, values) in context.Request.Headers)
        {
            foreach (var value in values)
                length += name.Length + (value?.Length ?? 0);
        }

        return length > LongestHeaders ? RefuseAsync(context, StatusCodes.Status431RequestHeaderFieldsTooLarge) : next(context);
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return ProblemPages.ShowAsync(context);
    }
}
