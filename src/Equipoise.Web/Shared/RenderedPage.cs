using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Equipoise.Web.Shared;

/// <summary>A component as a page, rendered whole before its first byte is sent, so that a failure becomes an error page
/// and not half of this one.</summary>
/// <remarks>The framework's own result for this, <c>RazorComponentResult</c>, brings the machinery of interactive pages
/// with it: data protection keys in the user's home, antiforgery, headers for a script we do not serve.</remarks>
internal sealed class RenderedPage<TPage>(ParameterView parameters, int status) : IResult
    where TPage : IComponent
{
    /// <summary>The page in UTF-8.</summary>
    public async Task<byte[]> RenderAsync(IServiceProvider services)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await RenderAsync(httpContext.RequestServices);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = Pages.ContentType;
        response.ContentLength = html.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(html, httpContext.RequestAborted);
    }
}
