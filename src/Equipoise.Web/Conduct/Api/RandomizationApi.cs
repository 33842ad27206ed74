using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Randomization: schemes, and the allocation of a participant. No address tells of an unused slot.</summary>
internal static class RandomizationApi
{
    private const string Study = $"{TrialApi.Root}/studies/{{study}}";

    public static void MapRandomizationApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{Study}/schemes", async (HttpContext context, string study, SchemeSteps schemes) =>
            Results.Json((await schemes.ListAsync(context.Actor(), study, context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web)).NeedsForAllSites(Permission.ReadStudies)
            .Described("Randomization schemes, each with its commitment", new("Scheme", IsList: true));
        site.MapPost($"{Study}/schemes", ActivateAsync).NeedsForAllSites(Permission.ManageSchemes)
            .Described("Activate a scheme with a fresh seed, retiring the one in use", new("Scheme", Created: true), typeof(TrialBodies.NewScheme));
        site.MapPost($"{Study}/participants/{{code}}/randomization", RandomizeAsync).Needs(Permission.Randomize).WithMetadata(new RequestKeys.Unkeyed())
            .Described("Randomize a participant; the key is required", new("Randomization"), typeof(TrialBodies.Levels), ["Idempotency-Key"]);
        site.MapGet($"{Study}/allocations", ListAsync).Needs(Permission.ReadAllocations).Described("Used slots; no other is known to anybody", new("Allocation", IsList: true));
    }

    private static async Task<IResult> ActivateAsync(HttpContext context, string study, SchemeSteps schemes)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewScheme>(context);
        var scheme = await schemes.ActivateAsync(context.Actor(), study, body.ClosedArms ?? [], body.SlotsPerStratum, body.Reason ?? "", context.RequestAborted);
        return Results.Json(TrialViews.Of(scheme), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RandomizeAsync(HttpContext context, string study, string code, Randomizer randomizer)
    {
        var body = context.Request.ContentLength > 0 ? await JsonBody.ReadAsync<TrialBodies.Levels>(context) : null;
        var answer = await randomizer.RandomizeAsync(context.Actor(), study, code, JsonBody.RequestKey(context), body?.Stratum, context.RequestAborted);
        return Results.Json(answer, JsonSerializerOptions.Web);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string study, ParticipantReader reader) =>
        Results.Json(
            (await reader.AllocationsAsync(context.Actor(), study, context.RequestAborted)).Select(allocation => new
            {
                participant = allocation.Participant,
                site = allocation.Site,
                arm = allocation.Arm,
                randomizationNumber = allocation.RandomizationNumber,
                stratum = JsonSerializer.Deserialize<JsonElement>(allocation.Factors),
                randomizedAt = allocation.RandomizedAt,
            }),
            JsonSerializerOptions.Web);
}
