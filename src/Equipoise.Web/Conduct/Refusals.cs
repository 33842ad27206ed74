using Equipoise.Analysis;
using Equipoise.Conduct;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct;

/// <summary>Turns a refused step into an answer.</summary>
internal sealed class Refusals(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (StepRefusedException refusal) when (!context.Response.HasStarted)
        {
            var (status, title) = Meaning(refusal.Kind);
            await SignedInProblems.ShowAsync(context, status, title, refusal.Message, refusal.Code, refusal.Reasons);
        }
        catch (AnalysisException refusal) when (!context.Response.HasStarted)
        {
            await SignedInProblems.ShowAsync(context, StatusCodes.Status409Conflict, "This cannot be analyzed now", refusal.Message, "analysis");
        }
        catch (BadHttpRequestException refusal) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = refusal.StatusCode;
        }
        catch (Exception refusal) when (refusal is AntiforgeryValidationException or InvalidDataException && !context.Response.HasStarted)
        {
            await SignedInProblems.ShowAsync(context, StatusCodes.Status400BadRequest, "This form cannot be read", "It is too large or broken off: nothing was changed. Open the page again and send the form from there.");
        }
    }

    private static (int Status, string Title) Meaning(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => (StatusCodes.Status400BadRequest, "This cannot be read"),
        RefusalKind.Unconditional => (StatusCodes.Status428PreconditionRequired, "The version is missing"),
        RefusalKind.Forbidden => (StatusCodes.Status403Forbidden, "You may not do this"),
        RefusalKind.NotFound => (StatusCodes.Status404NotFound, "There is nothing here"),
        RefusalKind.Conflict => (StatusCodes.Status409Conflict, "This cannot be done now"),
        RefusalKind.Stale => (StatusCodes.Status412PreconditionFailed, "Somebody else was faster"),
        _ => (StatusCodes.Status422UnprocessableEntity, "Something in this is not right"),
    };
}
