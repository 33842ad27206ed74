using Equipoise.Registry.Finding;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conditions;

/// <summary><c>GET /conditions</c> and <c>/conditions/{letter}</c>: what is studied, from A to Z.</summary>
internal static class ConditionsEndpoint
{
    private const int MostStudied = 60;
    private const int MostOfLetter = 1500;

    public static void MapConditions(this IEndpointRouteBuilder site)
    {
        site.MapPage("/conditions", All);
        site.MapPage("/conditions/{letter}", Letter);
    }

    private static IResult All(StudyConditions conditions, CancellationToken cancellation) =>
        Pages.Show<ConditionsPage>(
            (nameof(ConditionsPage.Letters), conditions.Letters(cancellation)),
            (nameof(ConditionsPage.MostStudied), conditions.MostStudied(MostStudied, cancellation)));

    private static IResult Letter(string letter, StudyConditions conditions, CancellationToken cancellation)
    {
        if (ConditionAddress.Read(letter) is not { } known)
            return ProblemPages.Show(StatusCodes.Status404NotFound, "There is no such letter", "Conditions stand under A to Z, and under other for all that begin otherwise.");
        if (!string.Equals(letter, ConditionAddress.Part(known), StringComparison.Ordinal))
            return Results.Redirect(ConditionAddress.Of(known), permanent: true);
        return Pages.Show<ConditionLetterPage>(
            (nameof(ConditionLetterPage.Letter), known),
            (nameof(ConditionLetterPage.Letters), conditions.Letters(cancellation)),
            (nameof(ConditionLetterPage.List), conditions.Under(known, MostOfLetter)));
    }
}
