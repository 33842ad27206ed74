using Equipoise.Web.Operations;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct;

/// <summary>The way of a request to a signed-in page or to the conduct API, apart from that of the public pages: its own cookies and headers, nothing
/// kept by caches, nothing compressed beside secrets.</summary>
internal static class SignedInPipeline
{
    private static readonly PathString[] Roots = ["/conduct", "/analysis", "/api/conduct", "/api/analysis", "/api/demo"];

    /// <summary>Whether an address belongs to it.</summary>
    public static bool Owns(HttpContext context) => Roots.Any(root => context.Request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an address is the API's, which takes tokens and no cookies.</summary>
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static void Use(IApplicationBuilder branch)
    {
        branch.UseMiddleware<RequestLog>();
        branch.UseMiddleware<SecurityHeaders>();
        branch.UseMiddleware<SignedInHeaders>();
        branch.UseExceptionHandler(failure => failure.Run(SignedInProblems.ShowAsync));
        branch.UseStatusCodePages(problem => SignedInProblems.ShowAsync(problem.HttpContext));
        branch.UseMiddleware<Refusals>();
        branch.UseMiddleware<Gate>();
        branch.UseMiddleware<RequestKeys>();
        branch.UseEndpoints(_ => { });
    }
}
