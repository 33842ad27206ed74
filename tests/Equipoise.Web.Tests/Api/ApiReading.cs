using System.Net;
using System.Text.Json;

namespace Equipoise.Web.Tests.Api;

/// <summary>How the tests read the API.</summary>
internal static class ApiReading
{
    /// <summary>The body of an answer that has to be good.</summary>
    public static async Task<string> ApiAsync(this SiteUnderTest site, string address)
    {
        using var response = await site.Client.GetAsync($"/api/v2{address}", TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{address}: {body}");
        return body;
    }

    /// <summary>The reason why an answer cannot be had.</summary>
    public static async Task<string> RefusalAsync(this SiteUnderTest site, string address, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var response = await site.Client.GetAsync($"/api/v2{address}", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, address);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=UTF-8");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The ids on one page.</summary>
    public static async Task<IReadOnlyList<string>> IdsAsync(this SiteUnderTest site, string query)
    {
        using var page = JsonDocument.Parse(await site.ApiAsync($"/studies?pageSize=1000&fields=NCTId&{query}"));
        return [.. page.RootElement.GetProperty("studies").EnumerateArray().Select(IdOf)];
    }

    public static string IdOf(JsonElement study) =>
        study.GetProperty("protocolSection").GetProperty("identificationModule").GetProperty("nctId").GetString()!;
}
