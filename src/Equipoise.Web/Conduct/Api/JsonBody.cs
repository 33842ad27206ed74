using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Reads what a program sends, and says in a sentence what is wrong with it.</summary>
internal static class JsonBody
{
    private const int Largest = 1024 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
    };

    /// <summary>Reads a JSON body; members it does not know are refused.</summary>
    /// <exception cref="StepRefusedException">It is no such JSON.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        Limit(context);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, context.RequestAborted)
                ?? throw StepRefusedException.Invalid("json", "The body is null: send a JSON object.");
        }
        catch (JsonException error)
        {
            throw StepRefusedException.Invalid("json", $"The body is not the JSON that is asked for{(error.Path is null ? "" : $" (at {error.Path})")}: the guide to conducting a trial lists the members.");
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
            : throw StepRefusedException.Invalid("if-match", "Say which version you have read: send its ETag in the header If-Match.");

    /// <summary>The key that names a request, from <c>Idempotency-Key</c>.</summary>
    public static string RequestKey(HttpContext context) => context.Request.Headers["Idempotency-Key"].ToString().Trim().Trim('"');

    /// <summary>Answers with JSON and the version of what it shows.</summary>
    public static IResult Versioned(HttpContext context, object value, long version, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return Results.Json(value, JsonSerializerOptions.Web, statusCode: status);
    }

    private static void Limit(HttpContext context)
    {
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Largest;
    }
}
