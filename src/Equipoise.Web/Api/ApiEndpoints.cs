using System.Text;
using Equipoise.Registry.Indexing;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Api;

/// <summary><c>/api/v2</c>: the contract of the ClinicalTrials.gov API v2, so that programs made for that work here when their
/// base address changes.</summary>
internal static class ApiEndpoints
{
    private const string Json = "application/json";
    private const string ApiVersion = "2.0.5";

    public static void MapApi(this IEndpointRouteBuilder site)
    {
        site.MapApi("/studies", StudiesEndpoint.AnswerAsync);
        site.MapApi("/studies/{nctId}", StudyRecordEndpoint.AnswerAsync);
        site.MapApi("/version", AnswerVersionAsync);
        site.MapApi("/{**rest}", context => ApiAnswer.WriteTextAsync(context, StatusCodes.Status404NotFound, "Not found"));
    }

    private static void MapApi(this IEndpointRouteBuilder site, string path, Func<HttpContext, Task> answer) =>
        site.MapPage($"/api/v2{path}", (HttpContext context) => ApiAnswer.WriteAsync(context, answer));

    private static Task AnswerVersionAsync(HttpContext context)
    {
        ApiAnswer.ParametersOf(context.Request).AllowOnly(mayHavePrefix: false);
        var index = (StudyIndex)context.RequestServices.GetService(typeof(StudyIndex))!;
        return ApiAnswer.WriteBytesAsync(context, Encoding.UTF8.GetBytes($$"""{"apiVersion":"{{ApiVersion}}","dataTimestamp":"{{index.DataTime}}"}"""), Json);
    }
}
