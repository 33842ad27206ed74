using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Equipoise.Web.Shared;

/// <summary>What is sent small: pages, assets, data. Nothing here is a secret, so nothing can be guessed from its size.</summary>
internal static class Compression
{
    public static void Configure(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.Providers.Add(new BrotliInPieces());
        options.Providers.Add(new GzipCompressionProvider(new GzipCompressionProviderOptions { Level = CompressionLevel.Fastest }));
        options.MimeTypes =
        [
            .. ResponseCompressionDefaults.MimeTypes,
            "image/svg+xml", "text/csv", "application/x-ndjson", "application/x-research-info-systems", "application/atom+xml",
        ];
    }
}
