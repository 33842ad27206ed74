using System.Text.Json;
using Equipoise.Web.Conduct.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>What <c>/openapi/v1.json</c> says of the conduct API, and what there is.</summary>
public sealed class ConductDescriptionTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_is_described_and_nothing_else_is()
    {
        var described = (await ReadAsync()).GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/conduct/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).ToList();
        var mapped = Endpoints().SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(method => method is not "HEAD").Select(method => $"{method} {endpoint.RoutePattern.RawText!.Replace(":long}", "}", StringComparison.Ordinal)}")).ToList();

        described.ShouldBe(mapped, ignoreOrder: true);
        described.Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Every_endpoint_says_in_a_sentence_what_it_does() =>
        Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<Described>() is null).Select(endpoint => endpoint.RoutePattern.RawText).ShouldBeEmpty("add .Described(…) where it is mapped");

    [Fact]
    public async Task Parameters_bodies_errors_and_security_are_described_and_each_reference_leads_somewhere()
    {
        var root = await ReadAsync();
        var ids = new List<string>();
        foreach (var path in root.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/conduct/", StringComparison.Ordinal)))
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                var (operation, name) = (method.Value, $"{method.Name} {path.Name}");
                ids.Add(operation.GetProperty("operationId").GetString()!);
                operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(name);
                operation.GetProperty("security")[0].TryGetProperty("token", out _).ShouldBeTrue(name);
                Enum.TryParse<Equipoise.Conduct.Access.Permission>(operation.GetProperty("x-permission").GetString(), out _).ShouldBeTrue(name);
                var parameters = operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() is "path").Select(parameter => $"{{{parameter.GetProperty("name").GetString()}}}");
                parameters.ShouldBe(path.Name.Split('/').Where(part => part.StartsWith('{')), name);
                var responses = operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
                responses.ShouldContain("401", name);
                responses.ShouldContain("403", name);
                if (method.Name is "put")
                    operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().ShouldNotBeEmpty(name);
            }
        }

        ids.ShouldBeUnique();
        foreach (var reference in References(root))
            reference.Split('/').Skip(1).Aggregate((JsonElement?)root, (at, name) => at is { } found && found.TryGetProperty(name, out var next) ? next : null).ShouldNotBeNull(reference);
    }

    [Fact]
    public async Task A_body_is_described_by_the_record_that_reads_it()
    {
        var body = (await ReadAsync()).GetProperty("paths").GetProperty("/api/conduct/v1/studies/{study}/participants/{code}/entries").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

        body.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ShouldBe(["form", "visit", "answers"]);
        body.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(["form", "visit", "answers", "visitCount"]);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private IEnumerable<RouteEndpoint> Endpoints() => conduct.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(ConductDescription.IsOurs);

    private async Task<JsonElement> ReadAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        return JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancellation)).RootElement;
    }
}
