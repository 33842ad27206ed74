using Equipoise.Web.Conduct.Demo;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct;

/// <summary>Tells browsers, caches and robots to keep nothing.</summary>
internal sealed class SignedInHeaders(RequestDelegate next, ConductRoom room)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (room.Demo is not null)
            context.Response.Headers[DemoMode.Header] = "true";
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
