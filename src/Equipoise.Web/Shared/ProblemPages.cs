using Equipoise.Search;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Shared;

/// <summary>The page for an address that has none, and for a failure of ours.</summary>
internal static class ProblemPages
{
    private const string SecondsToBuildAnIndex = "30";

    /// <summary>The status for a failure: a damaged index is built anew by itself, a request that breaks HTTP was broken by whoever sent it, everything else
    /// needs somebody.</summary>
    public static int StatusOf(Exception failure) => failure switch
    {
        SearchException { IsDamage: true } => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException broken => broken.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Shows the page for the status that the response already has.</summary>
    public static Task ShowAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = SecondsToBuildAnIndex;
        if (context.Request.Path.StartsWithSegments(Screening.EligibilityApi.Root, StringComparison.Ordinal))
            return Screening.ScreeningProblem.Of(status, context.TraceIdentifier).WriteAsync(context);
        var (title, advice) = status switch
        {
            StatusCodes.Status503ServiceUnavailable =>
                ("The search is not ready", "Its index is being built from the stored records, which are whole. The page of a study can be read meanwhile; try this one again in a minute."),
            StatusCodes.Status404NotFound => ("There is no page here", "Check the address, or start again from the list of studies."),
            StatusCodes.Status405MethodNotAllowed => ("This page can only be read", "It answers GET and HEAD requests."),
            StatusCodes.Status414UriTooLong => ("The address is too long", $"It may have {LongRequests.LongestAddress / 1024} KB: ask for fewer ids or words at a time."),
            StatusCodes.Status431RequestHeaderFieldsTooLarge =>
                ("The headers are too long", $"All together may have {LongRequests.LongestHeaders / 1024} KB: most often it is cookies, which this site does not need here."),
            >= 500 => ("Something went wrong on our side", $"Nothing was lost. Try again; if it happens again, tell whoever runs this site the request id {context.TraceIdentifier}."),
            _ => ("This request cannot be answered", "Check the address, or start again from the list of studies."),
        };
        return context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? Api.ApiAnswer.WriteProblemAsync(context, status, $"{title}. {advice}")
            : Show(status, title, advice).ExecuteAsync(context);
    }

    /// <summary>A page that says what is wrong and what to do.</summary>
    public static IResult Show(int status, string title, string advice) =>
        Pages.Show<ProblemPage>(status, (nameof(ProblemPage.Status), status), (nameof(ProblemPage.Title), title), (nameof(ProblemPage.Advice), advice));
}
