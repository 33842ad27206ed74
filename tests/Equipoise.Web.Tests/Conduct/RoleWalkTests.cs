using System.Net;
using Equipoise.Conduct.Access;
using Equipoise.Web.Conduct;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Walks every signed-in endpoint with every role and site scope, and as a stranger.</summary>
public sealed class RoleWalkTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static readonly string[] Roots = ["/conduct", "/analysis", "/api/conduct", "/api/analysis"];

    [Fact]
    public void Every_signed_in_endpoint_names_who_may_reach_it() =>
        SignedIn().Where(endpoint => endpoint.Metadata.GetMetadata<Guard>() is null).Select(endpoint => endpoint.RoutePattern.RawText).ShouldBeEmpty();

    [Fact]
    public void No_public_endpoint_pretends_to_be_guarded() =>
        All().Except(SignedIn()).Where(endpoint => endpoint.Metadata.GetMetadata<Guard>() is not null).Select(endpoint => endpoint.RoutePattern.RawText).ShouldBeEmpty();

    [Fact]
    public async Task A_stranger_reaches_the_sign_in_pages_and_nothing_else()
    {
        using var stranger = conduct.Visitor();
        foreach (var (endpoint, method) in Requests())
        {
            using var answer = await AskAsync(stranger, endpoint, method, token: null);
            var isOpen = endpoint.Metadata.GetMetadata<Guard>()!.IsOpen;
            if (isOpen)
                continue;
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.Redirect, HttpStatusCode.Unauthorized], $"{method} {endpoint.RoutePattern.RawText}");
        }
    }

    public static TheoryData<Role, string?> RolesAndScopes()
    {
        var data = new TheoryData<Role, string?>();
        foreach (var role in Enum.GetValues<Role>())
        {
            data.Add(role, null);
            data.Add(role, "XX99");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(RolesAndScopes))]
    public async Task A_role_reaches_what_the_table_gives_it_and_nothing_else(Role role, string? site)
    {
        var grant = new Grant(role, site);
        using var person = await conduct.SignedInAsync(grant);
        var token = await conduct.TokenAsync(grant);
        foreach (var (endpoint, method) in Requests())
        {
            var guard = endpoint.Metadata.GetMetadata<Guard>()!;
            if (guard.IsOpen || endpoint.RoutePattern.RawText is "/conduct/sign-out")
                continue;
            using var answer = await AskAsync(person, endpoint, method, token);
            if (guard.Permission is not { } permission || (PermissionTable.Gives(role, permission) && (site is null || !guard.IsForAllSites)))
                answer.StatusCode.ShouldNotBeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.InternalServerError], $"{method} {endpoint.RoutePattern.RawText}");
            else
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{method} {endpoint.RoutePattern.RawText}");
        }
    }

    private IEnumerable<RouteEndpoint> All() => conduct.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<RouteEndpoint> SignedIn() =>
        All().Where(endpoint => Roots.Any(root => $"{endpoint.RoutePattern.RawText}/".StartsWith($"{root}/", StringComparison.Ordinal)));

    private IEnumerable<(RouteEndpoint Endpoint, string Method)> Requests() =>
        from endpoint in SignedIn()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        where method is not "HEAD"
        select (endpoint, method);

    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, RouteEndpoint endpoint, string method, string? token)
    {
        var path = string.Concat(endpoint.RoutePattern.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            // What asks for a number would not be found under a word.
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies.Count: > 0 } => "1",
            _ => "none",
        }))));
        if (path.StartsWith("/api", StringComparison.Ordinal))
            return await visitor.SendAsync(method, path, token);
        return method is "GET" ? await visitor.GetAsync(path) : await visitor.PostAsync(path);
    }
}
