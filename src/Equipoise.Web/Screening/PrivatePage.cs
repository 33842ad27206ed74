using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Screening;

/// <summary>A page about a person: no cache keeps it, no search engine lists it.</summary>
internal static class PrivatePage
{
    /// <summary>Says so in the headers of an answer.</summary>
    public static void Mark(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>A problem as a page.</summary>
    public static IResult Show(ScreeningProblem problem) => ProblemPages.Show(
        problem.Status,
        problem.Status switch
        {
            StatusCodes.Status404NotFound => "There is nothing to check here",
            StatusCodes.Status413PayloadTooLarge => "This is too large",
            _ => "This cannot be read",
        },
        problem.Detail);
}
