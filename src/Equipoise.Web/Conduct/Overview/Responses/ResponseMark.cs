using System.Globalization;
using Equipoise.Conduct.Tumors;
using Microsoft.AspNetCore.Components;

namespace Equipoise.Web.Conduct.Overview.Responses;

/// <summary>How a response looks in a figure: by its shape, so that no color is needed.</summary>
internal static class ResponseMark
{
    /// <summary>A mark around a point: a square, a triangle, a ring and a cross for CR, PR, SD and PD; nothing for what says nothing of the course.</summary>
    public static RenderFragment Draw(Response response, double x, double y) => builder =>
    {
        if (Shape(response) is not { } shape)
            return;
        builder.OpenElement(0, "path");
        builder.AddAttribute(1, "class", shape.Class);
        builder.AddAttribute(2, "data-mark", response.Code());
        builder.AddAttribute(3, "d", string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}{shape.Path}"));
        builder.CloseElement();
    };

    private static (string Class, string Path)? Shape(Response response) => response switch
    {
        Response.Complete => ("mark", "m-4 -4h8v8h-8Z"),
        Response.Partial => ("mark", "m0 -5l5 9h-10Z"),
        Response.Stable or Response.NonCompleteNonProgressive => ("mark open", "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z"),
        Response.Progressive => ("mark line", "m-4 -4l8 8m0 -8l-8 8"),
        _ => null,
    };
}
