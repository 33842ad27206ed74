using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Shared;

/// <summary>What an endpoint asks of its request.</summary>
internal static class RequestServices
{
    /// <summary>A service of the site.</summary>
    public static T Service<T>(this HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>Scheme and host of the site, such as <c>https://trials.example</c>: as its operator named them, else as the asker did.</summary>
    public static string Origin(this HttpRequest request) =>
        request.HttpContext.Service<PublicOrigin>().Address ?? $"{request.Scheme}://{request.Host}";
}
