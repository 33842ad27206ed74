using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct;

/// <summary>Tells browsers, caches and robots to keep nothing.</summary>
internal sealed class SignedInHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
