using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Screening;

/// <summary>Why a request cannot be answered, in one sentence that holds nothing of a patient.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is the matter and how to mend it.</param>
internal sealed record ScreeningProblem(int Status, string Detail)
{
    public static ScreeningProblem Wrong(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static ScreeningProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static ScreeningProblem TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, detail);

    /// <summary>The problem that a bare status means.</summary>
    public static ScreeningProblem Of(int status, string request) => new(status, status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address; /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => "This address answers another method; /openapi/v1.json says which.",
        StatusCodes.Status414UriTooLong => "The address is too long: patients and texts belong into the body.",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "The headers of the request are too long: leave cookies out.",
        >= 500 => $"Something went wrong on our side. Try again; if it happens again, tell whoever runs this site the request id {request}.",
        _ => "This request cannot be answered; /openapi/v1.json says what can be.",
    });

    /// <summary>Answers with it as <c>application/problem+json</c> (RFC 9457).</summary>
    public async Task WriteAsync(HttpContext context)
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream, CriteriaJson.Plain))
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail);
            json.WriteEndObject();
        }

        context.Response.StatusCode = Status;
        await Api.ApiAnswer.WriteBytesAsync(context, stream.ToArray(), "application/problem+json");
    }

    private string Title => Status switch
    {
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Method not allowed",
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Not taken in this form",
        >= 500 => "Failure of the site",
        _ => "Not understood",
    };
}
