using System.IO.Compression;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Api;

/// <summary><c>GET /api/v2/studies/download?format=json.zip</c>: all records as an archive, sent while it is being made.</summary>
internal static class DownloadEndpoint
{
    // So many records are read and sent at a time: memory stays small, however many there are.
    private const int ReadAtOnce = 200;

    public static async Task AnswerAsync(HttpContext context)
    {
        var parameters = ApiAnswer.ParametersOf(context.Request);
        parameters.AllowOnly(mayHavePrefix: false, "format");
        parameters.OneOf("format", "json.zip");
        var registry = context.RequestServices.GetRequiredService<RegistryStore>();
        var ids = await registry.PresentIdsAsync(context.RequestAborted);
        Begin(context, "studies.zip");
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var archive = await ZipArchive.CreateAsync(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
        await using (archive)
        {
            foreach (var some in ids.Chunk(ReadAtOnce))
            {
                foreach (var study in await registry.TextsAsync(some, context.RequestAborted))
                    await AddAsync(archive, study.Id, RecordText.Compact(study.Utf8.Span), context.RequestAborted);
            }
        }
    }

    /// <summary>Answers with an archive of one record.</summary>
    public static async Task WriteOneAsync(HttpContext context, string id, ReadOnlyMemory<byte> json)
    {
        Begin(context, $"{id}.zip");
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var archive = await ZipArchive.CreateAsync(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
        await using (archive)
            await AddAsync(archive, id, json, context.RequestAborted);
    }

    private static void Begin(HttpContext context, string name)
    {
        context.Response.ContentType = "application/zip";
        // The archive writes the marks between its entries without waiting: a few bytes each.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }

    private static async Task AddAsync(ZipArchive archive, string id, ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        await using var entry = await archive.CreateEntry($"{id}.json", CompressionLevel.Fastest).OpenAsync(cancellation);
        await entry.WriteAsync(json, cancellation);
    }
}
