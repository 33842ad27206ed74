using System.Buffers;
using Equipoise.Registry.Api;
using Equipoise.Registry.Api.Fields;
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
        parameters.OneOf("format", "json");
        var isLegacy = string.Equals(parameters.OneOf("markupFormat", "markdown", "legacy"), "legacy", StringComparison.Ordinal);
        var selection = FieldSelection.Read(parameters.List("fields"), queried: null);
        var place = await context.RequestServices.GetRequiredService<RegistryStore>().LookUpAsync(id, context.RequestAborted);
        if (place.MovedTo is { } today)
        {
            context.Response.Redirect($"/api/v2/studies/{today}{context.Request.QueryString}", permanent: true);
            return;
        }

        if (place.Study is not { } study)
            throw new ApiRefusalException($"NCT number {id} not found") { IsNotFound = true };
        var body = new ArrayBufferWriter<byte>(study.Record.Utf8.Length);
        new RecordWriter(selection, isLegacy).Write(study.Record.Utf8.Span, body);
        await ApiAnswer.WriteBytesAsync(context, body.WrittenMemory, "application/json");
    }
}
