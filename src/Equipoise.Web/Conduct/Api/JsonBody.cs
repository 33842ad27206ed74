using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Equipoise.Conduct;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Reads what a program sends, and says in a sentence what is wrong with it.</summary>
internal static class JsonBody
{
    private const int Largest = 1024 * 1024;

    internal static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Reads a JSON body; members it does not know are refused.</summary>
    /// <exception cref="StepRefusedException">It is no such JSON.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        Limit(context);
        using var document = await ParseAsync(context);
        if (WhatIsWrongIn(document.RootElement, "$") is { } wrong)
            throw StepRefusedException.Invalid("json", wrong);
        try
        {
            return document.RootElement.Deserialize<T>(Strict) ?? throw StepRefusedException.Invalid("json", "The body is null: send a JSON object.");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw StepRefusedException.Invalid("json", JsonMembers.WhatIsWrong(document.RootElement, Strict.GetTypeInfo(typeof(T)), (failure as JsonException)?.Path));
        }
    }

    private static async Task<JsonDocument> ParseAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = Strict.MaxDepth }, context.RequestAborted);
        }
        catch (JsonException failure)
        {
            throw StepRefusedException.Malformed("json", context.Request.ContentLength is 0 or null
                ? "The body is empty or no JSON: send a JSON object in UTF-8."
                : string.Create(CultureInfo.InvariantCulture, $"The body is not JSON that can be read, from byte {failure.BytePositionInLine + 1} of line {failure.LineNumber + 1}: send a JSON object in UTF-8, nested no deeper than {Strict.MaxDepth}."));
        }
    }

    /// <summary>Reads a body as text.</summary>
    public static async Task<string> TextAsync(HttpContext context)
    {
        Limit(context);
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    /// <summary>The version that the sender has read, from <c>If-Match</c>.</summary>
    /// <exception cref="StepRefusedException">There is none.</exception>
    public static long VersionRead(HttpContext context) =>
        long.TryParse(context.Request.Headers.IfMatch.ToString().Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw (context.Request.Headers.IfMatch.Count == 0
                ? new StepRefusedException(RefusalKind.Unconditional, "if-match", "Say which version you have read: send its ETag in the header If-Match.")
                : StepRefusedException.Malformed("if-match", "The header If-Match is no ETag of this site: send the one that came with what you have read, such as \"3\"."));

    /// <summary>The same, or 0 without the header: for what may not be there yet.</summary>
    public static long VersionReadOrNone(HttpContext context) => context.Request.Headers.IfMatch.Count == 0 ? 0 : VersionRead(context);

    /// <summary>The key that names a request, from <c>Idempotency-Key</c>.</summary>
    public static string RequestKey(HttpContext context) => context.Request.Headers["Idempotency-Key"].ToString().Trim().Trim('"');

    /// <summary>Answers with JSON and the version of what it shows.</summary>
    public static IResult Versioned(HttpContext context, object value, long version, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return Results.Json(value, JsonSerializerOptions.Web, statusCode: status);
    }

    // Lists with holes and letters that nobody can see have no meaning in anything that is asked for here.
    private static string? WhatIsWrongIn(JsonElement value, string path)
    {
        // A text that is no Unicode is found only when it is read.
        switch (value.ValueKind)
        {
            case JsonValueKind.String when !IsUnicode(value):
                return $"The body's text at {path} is no Unicode: send UTF-8.";
            case JsonValueKind.String when !ShownText.IsAll(value.GetString()!):
                return $"The text at {path} holds control characters: send text that can be shown.";
            case JsonValueKind.Array:
                return value.EnumerateArray().Select((member, place) => member.ValueKind is JsonValueKind.Null
                    ? string.Create(CultureInfo.InvariantCulture, $"The member {place} of the list at {path} is null: leave it out, or send what it should be.")
                    : WhatIsWrongIn(member, string.Create(CultureInfo.InvariantCulture, $"{path}[{place}]"))).FirstOrDefault(wrong => wrong is not null);
            case JsonValueKind.Object:
                return value.EnumerateObject().Select(member => ShownText.IsAll(member.Name)
                    ? WhatIsWrongIn(member.Value, $"{path}.{(member.Name.Length > 40 ? member.Name[..40] : member.Name)}")
                    : $"A name at {path} holds control characters.").FirstOrDefault(wrong => wrong is not null);
            default:
                return null;
        }
    }

    private static bool IsUnicode(JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Limit(HttpContext context)
    {
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Largest;
    }
}
