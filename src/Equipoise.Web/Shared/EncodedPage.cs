using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Equipoise.Web.Shared;

/// <summary>A page in the bytes that are sent, made small in a way that whoever asked can read.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Encoding">The name of that way, such as <c>br</c>; null where the page is as it is.</param>
internal sealed record EncodedPage(byte[] Bytes, string? Encoding) : IResult
{
    /// <summary>Makes a page small, once for the many times it is sent.</summary>
    /// <param name="html">The page, in UTF-8.</param>
    /// <param name="encoding">How whoever asks wants it; null, or what is none of ours, for as it is.</param>
    public static EncodedPage Of(byte[] html, string? encoding)
    {
        using var small = new MemoryStream();
        using (var stream = Open(encoding, small))
        {
            if (stream is null)
                return new EncodedPage(html, Encoding: null);
            stream.Write(html);
        }

        return new EncodedPage(small.ToArray(), encoding);
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = Pages.ContentType;
        response.ContentLength = Bytes.Length;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (Encoding is not null)
            response.Headers.ContentEncoding = Encoding;
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(Bytes, httpContext.RequestAborted).AsTask();
    }

    private static Stream? Open(string? encoding, Stream small) => encoding switch
    {
        "br" => new BrotliStream(small, CompressionLevel.Optimal, leaveOpen: true),
        "gzip" => new GZipStream(small, CompressionLevel.Optimal, leaveOpen: true),
        _ => null,
    };
}
