using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct;

/// <summary>Says what is wrong to a person as a page, to a program as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class SignedInProblems
{
    /// <summary>For the status that the response already has.</summary>
    public static Task ShowAsync(HttpContext context)
    {
        var (title, advice) = context.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => ("Who is asking?", "Send a token in the header Authorization: Bearer; people make theirs under /conduct/mine."),
            StatusCodes.Status403Forbidden => ("You may not do this", "Your roles do not give this permission; an administrator can give you another."),
            StatusCodes.Status404NotFound => ("There is nothing here", "Check the address, or start again from the list of studies."),
            StatusCodes.Status405MethodNotAllowed => ("This address does not answer that method", "Check the method; the documents of the API list them."),
            StatusCodes.Status413PayloadTooLarge => ("This is too much at once", "Send less in one request."),
            >= 500 => ("Something went wrong on our side", $"Nothing was half-saved. Try again; if it happens again, tell whoever runs this site the request id {context.TraceIdentifier}."),
            _ => ("This request cannot be answered", "Check what was sent, and send it again."),
        };
        return ShowAsync(context, context.Response.StatusCode, title, advice);
    }

    /// <summary>For a problem in words of its own.</summary>
    public static Task ShowAsync(HttpContext context, int status, string title, string advice, string? code = null, IReadOnlyList<string>? reasons = null)
    {
        if (!SignedInPipeline.IsApi(context))
        {
            return SignedInPages.Show<SignedInProblemPage>(
                context,
                status,
                (nameof(SignedInProblemPage.Status), status),
                (nameof(SignedInProblemPage.Title), title),
                (nameof(SignedInProblemPage.Advice), advice),
                (nameof(SignedInProblemPage.Reasons), reasons ?? [])).ExecuteAsync(context);
        }

        return Results.Problem(
            title: title,
            detail: advice,
            statusCode: status,
            type: code is null ? null : $"/conduct/problems#{code}",
            extensions: code is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["reasons"] = reasons ?? [advice] }).ExecuteAsync(context);
    }
}
