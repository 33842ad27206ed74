using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Api;

/// <summary><c>GET /api/v2/studies/download?format=json.zip</c>: all records as an archive, sent while it is being made.</summary>
internal static class DownloadEndpoint
{
    private const string ArchiveName = "ctg-studies.json.zip";

    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = ApiAnswer.ParametersOf(context.Request);
        parameters.AllowOnly(mayHavePrefix: false, "format");
        parameters.OneOf("format", "json.zip");
        if ((await DataTag.ReadAsync(context)).IsKnownTo(context))
            return;
        var registry = context.RequestServices.GetRequiredService<RegistryStore>();
        var ids = await registry.PresentIdsAsStoredAsync(context.RequestAborted);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            Begin(context, ArchiveName);
            return;
        }

        var turns = context.RequestServices.GetRequiredService<BulkTurns>();
        await turns.WriteAsync(context, () => WriteAllAsync(context, turns, ids));
    }

    private static async Task WriteAllAsync(HttpContext context, BulkTurns turns, IReadOnlyList<string> ids)
    {
        Begin(context, ArchiveName);
        using var archive = new ZipWriter(context.Response.Body);
        var sent = new List<string>(ids.Count);
        await foreach (var texts in turns.ReadAsync(ids, context.RequestAborted))
        {
            foreach (var study in texts)
            {
                await archive.AddAsync(PlaceOf(study.Id), RecordText.Compact(study.Utf8.Span), context.RequestAborted);
                sent.Add(study.Id);
            }
        }

        await archive.FinishAsync(number => PlaceOf(sent[number]), context.RequestAborted);
    }

    /// <summary>Answers with an archive of one record.</summary>
    public static async Task WriteOneAsync(HttpContext context, string id, ReadOnlyMemory<byte> json)
    {
        Begin(context, $"{id}.zip");
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        using var archive = new ZipWriter(context.Response.Body);
        await archive.AddAsync(NameOf(id), json, context.RequestAborted);
        await archive.FinishAsync(_ => NameOf(id), context.RequestAborted);
    }

    private static void Begin(HttpContext context, string name)
    {
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }

    // A folder for each last two digits, as in the registry's own archive: no folder has to hold 600,000 files.
    private static string PlaceOf(string id) => $"{id[^2..]}/{NameOf(id)}";

    private static string NameOf(string id) => $"{id}.json";
}
