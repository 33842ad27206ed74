using Microsoft.AspNetCore.Builder;

namespace Equipoise.Web.Conduct.Api;

/// <summary>What <c>/openapi/v1.json</c> says of an endpoint beside its address and its guard, which it knows.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Answer">What it answers.</param>
/// <param name="Body">The record it reads from JSON; a text for a body that is none; null for no body.</param>
/// <param name="Headers">The headers that it cannot do without; one with a question mark may be left out.</param>
internal sealed record Described(string Summary, Described.Result Answer, Type? Body, IReadOnlyList<string> Headers)
{
    /// <summary>What an endpoint answers.</summary>
    /// <param name="Schema">The name of the schema in <c>answers.json</c>; null for a file.</param>
    /// <param name="IsList">Whether it is a list of that.</param>
    /// <param name="Created">Whether it has made something: 201 rather than 200.</param>
    internal sealed record Result(string? Schema, bool IsList = false, bool Created = false);
}

/// <summary>How an endpoint says it.</summary>
internal static class Descriptions
{
    public static TBuilder Described<TBuilder>(this TBuilder endpoint, string summary, Described.Result answer, Type? body = null, IReadOnlyList<string>? headers = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Described(summary, answer, body, headers ?? []));
}
