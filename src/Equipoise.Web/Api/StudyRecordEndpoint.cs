using System.Buffers;
using System.Text;
using Equipoise.Registry.Api;
using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Api.Tables;
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
        var format = parameters.OneOf("format", "json", "csv", "json.zip");
        var isLegacy = string.Equals(parameters.OneOf("markupFormat", "markdown", "legacy"), "legacy", StringComparison.Ordinal) && format is "json";
        var table = format is "csv" ? StudyTable.Read(parameters.List("fields")) : null;
        var selection = FieldSelection.Read(table is null ? parameters.List("fields") : null, queried: null);
        var place = await context.RequestServices.GetRequiredService<RegistryStore>().LookUpAsync(id, context.RequestAborted);
        if (place.MovedTo is { } today)
        {
            context.Response.Redirect($"/api/v2/studies/{today}{context.Request.QueryString}", permanent: true);
            return;
        }

        if (place.Study is not { } study)
            throw new ApiRefusalException($"NCT number {id} not found") { IsNotFound = true };
        if (table is not null)
        {
            await ApiAnswer.WriteBytesAsync(context, Encoding.UTF8.GetBytes(table.Header + table.Row(study.Record.Utf8)), "text/csv");
            return;
        }

        var body = new ArrayBufferWriter<byte>(study.Record.Utf8.Length);
        new RecordWriter(selection, isLegacy).Write(study.Record.Utf8.Span, body);
        if (format is "json.zip")
            await DownloadEndpoint.WriteOneAsync(context, study.Record.Id.ToString(), body.WrittenMemory);
        else
            await ApiAnswer.WriteBytesAsync(context, body.WrittenMemory, "application/json");
    }
}
