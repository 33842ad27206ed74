using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Describes <c>/api/conduct/v1</c> from its endpoints themselves, so that what is described is what there is (OpenAPI 3.1).</summary>
internal static class ConductDescription
{
    private const string Json = "application/json";

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["study"] = "The study's id, such as NCT07264075.",
        ["code"] = "The code of the participant or site, such as FR01-001 or FR01.",
        ["id"] = "The entry's id, such as VS-3.",
        ["format"] = "The code of an export, as the list of them has it.",
    };

    private static readonly Dictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["If-Match"] = "The ETag of what you have read: if it has changed since, nothing is done (412).",
        [RequestKeys.Header] = "A key of your own, 8 to 200 letters without blanks. The same request under the same key is done once and always answered alike; another request under it is refused (409).",
    };

    /// <summary>Adds the paths and schemas to a description.</summary>
    public static void AddTo(JsonObject document, IEnumerable<RouteEndpoint> endpoints)
    {
        var paths = document["paths"]!.AsObject();
        foreach (var endpoint in endpoints.Where(IsOurs).OrderBy(Path, StringComparer.Ordinal))
        {
            var path = Path(endpoint);
            if (paths[path] is null)
                paths[path] = new JsonObject();
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(method => !HttpMethods.IsHead(method)))
                paths[path]![method.ToLowerInvariant()] = Operation(endpoint, method);
        }

        using var stream = typeof(ConductDescription).Assembly.GetManifestResourceStream("api/conduct-answers.json")!;
        var components = document["components"]!.AsObject();
        foreach (var (kind, all) in JsonNode.Parse(stream)!.AsObject())
        {
            var into = components[kind]?.AsObject();
            if (into is null)
                components[kind] = into = [];
            foreach (var (name, schema) in all!.AsObject())
                into[name] = schema!.DeepClone();
        }
    }

    /// <summary>Whether an endpoint belongs to the API.</summary>
    public static bool IsOurs(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText?.StartsWith($"{TrialApi.Root}/", StringComparison.Ordinal) == true;

    private static string Path(RouteEndpoint endpoint) =>
        string.Concat(endpoint.RoutePattern.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter
            ? $"{{{parameter.Name}}}"
            : ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)part).Content))));

    private static JsonObject Operation(RouteEndpoint endpoint, string method)
    {
        var described = endpoint.Metadata.GetMetadata<Described>();
        var guard = endpoint.Metadata.GetMetadata<Guard>();
        var parameters = new JsonArray();
        foreach (var parameter in endpoint.RoutePattern.Parameters)
            parameters.Add(new JsonObject { ["name"] = parameter.Name, ["in"] = "path", ["required"] = true, ["description"] = Parameters.GetValueOrDefault(parameter.Name, "Which one."), ["schema"] = new JsonObject { ["type"] = "string" } });
        foreach (var header in Asked(endpoint, described, method))
            parameters.Add(new JsonObject { ["name"] = header.Name, ["in"] = "header", ["required"] = header.IsRequired, ["description"] = Headers[header.Name], ["schema"] = new JsonObject { ["type"] = "string" } });
        var operation = new JsonObject
        {
            ["operationId"] = $"{method.ToLowerInvariant()}{string.Concat(Path(endpoint)[TrialApi.Root.Length..].Split('/', '-').Select(word => word.Trim('{', '}')).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}",
            ["summary"] = described?.Summary ?? "",
            ["tags"] = new JsonArray("conduct"),
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["x-permission"] = guard?.Permission?.ToString(),
            ["x-for-all-sites"] = guard?.IsForAllSites ?? false,
            ["parameters"] = parameters,
        };
        if (described?.Body is { } body)
            operation["requestBody"] = Body(body, isRequired: body != typeof(TrialBodies.Levels));
        operation["responses"] = Responses(described, method);
        return operation;
    }

    private static IEnumerable<(string Name, bool IsRequired)> Asked(RouteEndpoint endpoint, Described? described, string method)
    {
        // "If-Match?" may be left out.
        foreach (var header in described?.Headers ?? [])
            yield return (header.TrimEnd('?'), !header.EndsWith('?'));
        if (HttpMethods.IsPost(method) && endpoint.Metadata.GetMetadata<RequestKeys.Unkeyed>() is null)
            yield return (RequestKeys.Header, false);
    }

    private static JsonObject Body(Type type, bool isRequired)
    {
        if (type == typeof(string))
            return new JsonObject { ["required"] = true, ["description"] = "A file in UTF-8, as the summary says; at most 1 MB.", ["content"] = new JsonObject { ["text/plain"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } } };
        var schema = JsonBody.Strict.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        return new JsonObject { ["required"] = isRequired, ["description"] = "At most 1 MB; members that are not listed are refused.", ["content"] = new JsonObject { [Json] = new JsonObject { ["schema"] = schema } } };
    }

    private static JsonObject Responses(Described? described, string method)
    {
        var answer = described?.Answer;
        var schema = answer?.Schema is { } name ? new JsonObject { ["$ref"] = $"#/components/schemas/{name}" } : null;
        var content = schema is null
            ? new JsonObject { ["application/octet-stream"] = new JsonObject() }
            : new JsonObject { [Json] = new JsonObject { ["schema"] = answer!.IsList ? new JsonObject { ["type"] = "array", ["items"] = schema } : schema } };
        var responses = new JsonObject { [answer?.Created == true ? "201" : "200"] = new JsonObject { ["description"] = schema is null ? "The file; its type is that of the format." : "Done.", ["content"] = content } };
        foreach (var status in HttpMethods.IsGet(method) ? new[] { "401", "403", "404" } : ["400", "401", "403", "404", "409", "412", "413", "422", .. described?.Headers?.Any(header => header.StartsWith("If-Match", StringComparison.Ordinal)) == true ? ["428"] : Array.Empty<string>()])
            responses[status] = new JsonObject { ["$ref"] = $"#/components/responses/Refused{status}" };
        return responses;
    }
}
