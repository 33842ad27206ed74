using System.Text;
using Equipoise.Registry.Api.Describing;
using Equipoise.Registry.Api.Parameters;
using Equipoise.Registry.Api.Statistics;
using Equipoise.Registry.Indexing;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Api;

/// <summary><c>/api/v2</c>: the contract of the ClinicalTrials.gov API v2, so that programs made for that work here when their
/// base address changes.</summary>
internal static class ApiEndpoints
{
    private const string Json = "application/json";
    private const string ApiVersion = "2.0.5";
    private static readonly Lazy<byte[]> Description = new(ReadDescription);

    public static void MapApi(this IEndpointRouteBuilder site)
    {
        site.MapApi("/studies", StudiesEndpoint.AnswerAsync);
        site.MapApi("/studies/{nctId}", StudyRecordEndpoint.AnswerAsync);
        site.MapApi("/studies/download", DownloadEndpoint.AnswerAsync);
        site.MapApi("/studies/metadata", AnswerFieldsAsync);
        site.MapApi("/studies/search-areas", context => AnswerFixedAsync(context, SchemaDescription.Areas));
        site.MapApi("/studies/enums", context => AnswerFixedAsync(context, SchemaDescription.Enums));
        site.MapApi("/stats/size", AnswerSizesAsync);
        foreach (var alias in new[] { "/stats/field/values", "/stats/fieldValues", "/stats/field-values", "/stats/fieldValues/{field}" })
            site.MapApi(alias, AnswerValuesAsync);
        foreach (var alias in new[] { "/stats/field/sizes", "/stats/listSizes", "/stats/listSizes/{field}" })
            site.MapApi(alias, AnswerListSizesAsync);
        site.MapApi("/version", AnswerVersionAsync);
        site.MapHistory();
        site.MapPage("/api/oas/v2", (HttpContext context) => ApiAnswer.WriteBytesAsync(context, Description.Value, "application/yaml; charset=utf-8"));
        site.MapApi("/{**rest}", context => ApiAnswer.WriteTextAsync(context, StatusCodes.Status404NotFound, "Not found"));
    }

    private static void MapApi(this IEndpointRouteBuilder site, string path, Func<HttpContext, Task> answer) =>
        site.MapPage($"/api/v2{path}", (HttpContext context) => ApiAnswer.WriteAsync(context, answer));

    private static byte[] ReadDescription()
    {
        using var reader = new StreamReader(typeof(ApiEndpoints).Assembly.GetManifestResourceStream("api/openapi.yaml")!);
        // Its schemas come last, so those of the record follow them.
        return Encoding.UTF8.GetBytes(reader.ReadToEnd() + RecordSchemas.Yaml());
    }

    private static Task AnswerVersionAsync(HttpContext context)
    {
        var index = context.RequestServices.GetRequiredService<StudyIndex>();
        return AnswerFixedAsync(context, () => Encoding.UTF8.GetBytes($$"""{"apiVersion":"{{ApiVersion}}","dataTimestamp":"{{index.DataTime}}"}"""));
    }

    private static async Task AnswerFixedAsync(HttpContext context, Func<byte[]> body)
    {
        ApiAnswer.ParametersOf(context.Request).AllowOnly(mayHavePrefix: false);
        if (!(await DataTag.ReadAsync(context)).IsKnownTo(context))
            await ApiAnswer.WriteBytesAsync(context, body(), Json);
    }

    private static async Task AnswerFieldsAsync(HttpContext context)
    {
        var parameters = ApiAnswer.ParametersOf(context.Request);
        parameters.AllowOnly(mayHavePrefix: false, "includeIndexedOnly", "includeHistoricOnly");
        // No field of ours stands in older versions only, so asking for such adds none.
        parameters.Flag("includeHistoricOnly");
        var fields = SchemaDescription.Fields(parameters.Flag("includeIndexedOnly"));
        if (!(await DataTag.ReadAsync(context)).IsKnownTo(context))
            await ApiAnswer.WriteBytesAsync(context, fields, Json);
    }

    private static async Task AnswerSizesAsync(HttpContext context)
    {
        ApiAnswer.ParametersOf(context.Request).AllowOnly(mayHavePrefix: false);
        await ApiAnswer.WriteBytesAsync(context, await StatisticsOf(context).SizesAsync(context.RequestAborted), Json);
    }

    private static async Task AnswerValuesAsync(HttpContext context)
    {
        var parameters = ApiAnswer.ParametersOf(context.Request);
        parameters.AllowOnly(mayHavePrefix: false, "types", "fields");
        await ApiAnswer.WriteBytesAsync(context, await StatisticsOf(context).ValuesAsync(parameters.List("types"), FieldsOf(context, parameters), context.RequestAborted), Json);
    }

    private static async Task AnswerListSizesAsync(HttpContext context)
    {
        var parameters = ApiAnswer.ParametersOf(context.Request);
        parameters.AllowOnly(mayHavePrefix: false, "fields");
        await ApiAnswer.WriteBytesAsync(context, await StatisticsOf(context).ListSizesAsync(FieldsOf(context, parameters), context.RequestAborted), Json);
    }

    private static StudyStatistics StatisticsOf(HttpContext context) => context.RequestServices.GetRequiredService<StudyStatistics>();

    // Older addresses name the one field in the path.
    private static IReadOnlyList<string>? FieldsOf(HttpContext context, ParameterList parameters) =>
        context.Request.RouteValues["field"] is string field ? [field] : parameters.List("fields");
}
