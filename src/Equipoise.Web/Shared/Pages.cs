using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Shared;

/// <summary>How an endpoint answers with a page.</summary>
internal static class Pages
{
    /// <summary>What a page is sent as.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps a page: whatever can be read with GET can be asked about with HEAD.</summary>
    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder site, string pattern, Delegate answer) =>
        site.MapMethods(pattern, Methods, answer);

    /// <summary>Answers with a component, given its parameters by name.</summary>
    public static RenderedPage<TPage> Show<TPage>(params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent => Show<TPage>(StatusCodes.Status200OK, parameters);

    /// <summary>Answers with a component under another status than 200.</summary>
    public static RenderedPage<TPage> Show<TPage>(int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            named.Add(name, value);
        return new RenderedPage<TPage>(ParameterView.FromDictionary(named), status);
    }
}
