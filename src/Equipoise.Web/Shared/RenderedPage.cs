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
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());

        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = Encoding.UTF8.GetByteCount(html);
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.WriteAsync(html, httpContext.RequestAborted);
    }
}
