using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Equipoise.Conduct.Access;
using Equipoise.Web.Conduct.Api;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct;

/// <summary>Lets programs name what they send by an <c>Idempotency-Key</c> (IETF draft of that name): a POST of the conduct API that comes again with its key is answered as
/// the first time and does nothing. The key stands for the address and the body together; another body under it is refused.</summary>
internal sealed class RequestKeys(RequestDelegate next)
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    private const int Largest = 1024 * 1024;
    private static readonly JsonDocumentOptions OneOfEach = new() { AllowDuplicateProperties = false };

    public async Task InvokeAsync(HttpContext context)
    {
        var isKeyed = SignedInPipeline.IsApi(context) && HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.ContainsKey(Header)
            && context.GetEndpoint()?.Metadata.GetMetadata<Unkeyed>() is null;
        if (isKeyed && context.Features.Get<Actor>() is { } actor)
            context.Features.Set(actor with { Request = new RequestKey(JsonBody.RequestKey(context), await FingerprintAsync(context)) });
        await next(context);
    }

    private static async Task<string> FingerprintAsync(HttpContext context)
    {
        context.Request.EnableBuffering(Largest, Largest);
        var body = new ArrayBufferWriter<byte>();
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(body.GetMemory(4096), context.RequestAborted)) > 0)
                body.Advance(read);
        }
        catch (IOException refusal) when (refusal is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge, refusal);
        }

        context.Request.Body.Position = 0;
        var address = Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n{context.Request.Headers.IfMatch}\n");
        return Convert.ToHexStringLower(SHA256.HashData([.. address, .. WithoutPassword(body.WrittenMemory)]));
    }

    // From the hash of a body with a password the password could be guessed.
    private static ReadOnlySpan<byte> WithoutPassword(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span, documentOptions: OneOfEach) is JsonObject whole && whole.Remove("password") ? Encoding.UTF8.GetBytes(whole.ToJsonString()) : body.Span;
        }
        catch (JsonException)
        {
            // Not JSON: a protocol, or something that will be refused.
            return body.Span;
        }
    }

    /// <summary>On an endpoint that takes the key itself, or of which every time counts, as when data are taken away.</summary>
    internal sealed record Unkeyed;
}
