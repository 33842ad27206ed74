using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Api.Searching;
using Equipoise.Registry.Api.Tables;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Api;

/// <summary><c>GET /api/v2/studies</c>: the studies that fit, a page of them, as JSON or as a table.</summary>
/// <remarks>Programs take the JSON apart by its lines and its end: each study has a line of its own, and the token of the next
/// page comes last.</remarks>
internal static class StudiesEndpoint
{
    private const int FlushBytes = 256 * 1024;

    public static async Task AnswerAsync(HttpContext context)
    {
        var request = StudiesRequest.Read(ApiAnswer.ParametersOf(context.Request));
        // Whatever is to be refused is refused before the first byte.
        var table = request.IsCsv ? StudyTable.Read(request.FieldNames) : null;
        var writer = new RecordWriter(FieldSelection.Read(request.IsCsv ? null : request.FieldNames, request.QueriedFields), request.IsLegacyMarkup);
        var tag = await DataTag.ReadAsync(context);
        var page = await context.RequestServices.GetRequiredService<StudySearch>().FindAsync(request, context.RequestAborted);
        if (tag.IsKnownTo(context))
            return;
        Func<Task> write = table is null ? () => WriteJsonAsync(context, page, writer) : () => WriteTableAsync(context, request, page, table);
        await (page.Ids.Count > BulkTurns.Few ? context.RequestServices.GetRequiredService<BulkTurns>().WriteAsync(context, write) : write());
    }

    private static async Task WriteJsonAsync(HttpContext context, StudyPage page, RecordWriter writer)
    {
        context.Response.ContentType = "application/json";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var body = context.Response.BodyWriter;
        Write(body, page.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{{\"totalCount\":{total},\"studies\":[") : "{\"studies\":[");
        var separator = "\n";
        await ForEachAsync(
            context,
            page.Ids,
            study =>
            {
                Write(body, separator);
                separator = ",\n";
                writer.Write(study.Utf8.Span, body);
            });
        // A page without studies has an empty line, as the registry's own has.
        Write(body, separator.Length > 1 ? "\n]" : "\n\n]");
        Write(body, page.NextPageToken is { } token ? $",\"nextPageToken\":\"{token}\"}}" : "}");
        await body.FlushAsync(context.RequestAborted);
    }

    private static async Task WriteTableAsync(HttpContext context, StudiesRequest request, StudyPage page, StudyTable table)
    {
        var response = context.Response;
        response.ContentType = "text/csv";
        if (page.NextPageToken is { } token)
            response.Headers[ApiHeaders.NextPageToken] = token;
        if (page.Total is { } total)
            response.Headers[ApiHeaders.TotalCount] = total.ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (request.IsFirstPage)
            Write(response.BodyWriter, table.Header);
        await ForEachAsync(context, page.Ids, study => Write(response.BodyWriter, table.Row(study.Utf8)));
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async Task ForEachAsync(HttpContext context, IReadOnlyList<string> ids, Action<StudyText> write)
    {
        var written = 0;
        await foreach (var texts in context.RequestServices.GetRequiredService<BulkTurns>().ReadAsync(ids, context.RequestAborted))
        {
            foreach (var study in texts)
            {
                write(study);
                written += study.Utf8.Length;
                if (written < FlushBytes)
                    continue;
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
                written = 0;
            }
        }
    }

    private static void Write(PipeWriter body, string text) => Encoding.UTF8.GetBytes(text, body);
}
