using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Api.Searching;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Api;

/// <summary><c>GET /api/v2/studies</c>: the studies that fit, a page of them.</summary>
/// <remarks>Programs take the body apart by its lines and its end: each study has a line of its own, and the token of the next
/// page comes last.</remarks>
internal static class StudiesEndpoint
{
    // So many records are read and sent at a time: memory stays small, however long the page.
    private const int ReadAtOnce = 50;

    public static async Task AnswerAsync(HttpContext context)
    {
        var request = StudiesRequest.Read(ApiAnswer.ParametersOf(context.Request));
        var writer = new RecordWriter(FieldSelection.Read(request.FieldNames, request.QueriedFields), request.IsLegacyMarkup);
        var services = context.RequestServices;
        var page = services.GetRequiredService<StudySearch>().Find(request, context.RequestAborted);
        context.Response.ContentType = "application/json";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var body = context.Response.BodyWriter;
        Write(body, page.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{{\"totalCount\":{total},\"studies\":[") : "{\"studies\":[");
        var separator = "\n";
        foreach (var ids in page.Ids.Chunk(ReadAtOnce))
        {
            foreach (var study in await services.GetRequiredService<RegistryStore>().TextsAsync(ids, context.RequestAborted))
            {
                Write(body, separator);
                separator = ",\n";
                writer.Write(study.Utf8.Span, body);
            }

            await body.FlushAsync(context.RequestAborted);
        }

        Write(body, separator.Length > 1 ? "\n]" : "]");
        Write(body, page.NextPageToken is { } token ? $",\"nextPageToken\":\"{token}\"}}" : "}");
        await body.FlushAsync(context.RequestAborted);
    }

    private static void Write(PipeWriter body, string text) => Encoding.UTF8.GetBytes(text, body);
}
