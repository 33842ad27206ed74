using System.Globalization;
using System.Text;
using System.Text.Unicode;
using System.Web;
using Equipoise.Registry.Api;
using Equipoise.Registry.Api.Parameters;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Equipoise.Web.Api;

/// <summary>How the API answers: what is asked for, or why it cannot be had, as plain text.</summary>
internal static class ApiAnswer
{
    private const string PlainText = "text/plain; charset=UTF-8";

    /// <summary>The parameters of a request: names as written, <c>+</c> and <c>%20</c> both blanks.</summary>
    /// <exception cref="ApiRefusalException">The bytes of a value are no UTF-8.</exception>
    public static ParameterList ParametersOf(HttpRequest request)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.EncodedName.Length == 0)
                continue;
            var name = pair.DecodeName().ToString();
            var written = pair.EncodedValue.ToString();
            parameters.Add(IsText(written)
                ? new(name, pair.DecodeValue().ToString())
                : throw ApiRefusalException.InvalidValue(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..], written));
        }

        return new ParameterList(parameters);
    }

    // What is no text would otherwise be looked for as it is written, and found nowhere.
    private static bool IsText(string written) =>
        !written.Contains('%', StringComparison.Ordinal) || Utf8.IsValid(HttpUtility.UrlDecodeToBytes(written));

    /// <summary>Answers with what <paramref name="answer"/> writes, or with the reason that it gives.</summary>
    public static async Task WriteAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        try
        {
            await answer(context);
        }
        catch (ApiRefusalException refusal) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            AllowEveryOrigin(context.Response);
            if (refusal.Position is { } position)
                context.Response.Headers[ApiHeaders.QueryPosition] = position.ToString(CultureInfo.InvariantCulture);
            if (refusal.RetryAfter is { } later)
                context.Response.Headers.RetryAfter = Math.Ceiling(later.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await WriteTextAsync(context, StatusOf(refusal), refusal.Message);
        }
    }

    /// <summary>Answers with what went wrong, to programs of any origin.</summary>
    public static Task WriteProblemAsync(HttpContext context, int status, string text)
    {
        AllowEveryOrigin(context.Response);
        return WriteTextAsync(context, status, text);
    }

    /// <summary>Answers with plain text.</summary>
    public static Task WriteTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return WriteBytesAsync(context, Encoding.UTF8.GetBytes(text), PlainText);
    }

    /// <summary>Answers with bytes.</summary>
    public static async Task WriteBytesAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static int StatusOf(ApiRefusalException refusal) => refusal switch
    {
        { RetryAfter: not null } => StatusCodes.Status503ServiceUnavailable,
        { IsNotFound: true } => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    };

    private static void AllowEveryOrigin(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = $"{ApiHeaders.QueryPosition}, Retry-After";
    }
}
