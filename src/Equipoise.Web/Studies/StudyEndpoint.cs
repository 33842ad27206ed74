using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Studies;

/// <summary><c>GET /study/{nctId}</c>: the page of one study. Another spelling of the
/// address leads to the one it has; an id that no study here has is not found.</summary>
internal static class StudyEndpoint
{
    public static void MapStudies(this IEndpointRouteBuilder site) => site.MapPage("/study/{nctId}", AnswerAsync);

    private static async Task<IResult> AnswerAsync(string nctId, HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        if (!StudyId.TryParse(nctId, out var id))
            return NotFound("This is not a study id", "A study id looks like NCT07264075. Check the letters and digits, or start again from the list of studies.");
        if (!string.Equals(request.Path.Value, $"/study/{id}", StringComparison.Ordinal))
            return Results.Redirect($"/study/{id}", permanent: true);
        try
        {
            return await registry.FindAsync(id, cancellation) is { } study
                ? Pages.Show<StudyPage>((nameof(StudyPage.Study), study))
                : NotFound($"{id} is not here", "This site holds no study of that id. Check the digits, or start again from the list of studies.");
        }
        catch (FormatException)
        {
            return ProblemPages.Show(StatusCodes.Status500InternalServerError, $"The record of {id} cannot be read", "It is stored here, but damaged. Whoever runs this site can import it again.");
        }
    }

    private static IResult NotFound(string title, string advice) =>
        ProblemPages.Show(StatusCodes.Status404NotFound, title, advice);
}
