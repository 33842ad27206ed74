using System.Buffers;
using System.Text;
using Equipoise.Registry.Api;
using Equipoise.Registry.Api.Citations;
using Equipoise.Registry.Api.Fhir;
using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Api.Tables;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Api;

/// <summary><c>GET /api/v2/studies/{nctId}</c>: one study. An older id leads to the one that the study has now.</summary>
internal static class StudyRecordEndpoint
{
    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = ApiAnswer.ParametersOf(context.Request);
        parameters.AllowOnly(mayHavePrefix: false, "format", "markupFormat", "fields");
        var id = StudyIdText.Read("nctId", (string)context.Request.RouteValues["nctId"]!);
        var format = parameters.OneOf("format", "json", "csv", "json.zip", "fhir.json", "ris");
        var isLegacy = string.Equals(parameters.OneOf("markupFormat", "markdown", "legacy"), "legacy", StringComparison.Ordinal) && format is "json";
        var table = format is "csv" ? StudyTable.Read(parameters.List("fields")) : null;
        var selection = FieldSelection.Read(format is "json" or "json.zip" ? parameters.List("fields") : null, queried: null);
        if (format is "fhir.json" && parameters.Has("fields"))
            throw new ApiRefusalException("Parameter 'fields' must be unspecified for format 'fhir.json'");
        var tag = await DataTag.ReadAsync(context);
        var place = await context.RequestServices.GetRequiredService<RegistryStore>().LookUpAsync(id, context.RequestAborted);
        if (place.MovedTo is { } today)
        {
            context.Response.Redirect($"/api/v2/studies/{today}{context.Request.QueryString}", permanent: true);
            return;
        }

        if (place.Study is not { } study)
            throw new ApiRefusalException($"NCT number {id} not found") { IsNotFound = true };
        if (tag.IsKnownTo(context))
            return;
        await WriteAsync(context, study.Record, format, table, new RecordWriter(selection, isLegacy), parameters.List("fields"));
    }

    private static Task WriteAsync(HttpContext context, StudyRecord record, string format, StudyTable? table, RecordWriter writer, IReadOnlyList<string>? fields)
    {
        switch (format)
        {
            case "csv":
                return ApiAnswer.WriteBytesAsync(context, Encoding.UTF8.GetBytes(table!.Header + table.Row(record.Utf8)), "text/csv");
            case "ris":
                return ApiAnswer.WriteBytesAsync(context, Encoding.UTF8.GetBytes(StudyCitation.Write(record, fields)), "application/x-research-info-systems");
            case "fhir.json":
                return ApiAnswer.WriteBytesAsync(context, FhirResearchStudy.Write(record), "application/fhir+json");
            default:
                var body = new ArrayBufferWriter<byte>(record.Utf8.Length);
                writer.Write(record.Utf8.Span, body);
                return format is "json.zip"
                    ? DownloadEndpoint.WriteOneAsync(context, record.Id.ToString(), body.WrittenMemory)
                    : ApiAnswer.WriteBytesAsync(context, body.WrittenMemory, "application/json");
        }
    }
}
