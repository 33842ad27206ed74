using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Deviations;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Protocol deviations.</summary>
internal static class DeviationApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/deviations";

    public static void MapDeviationApi(this IEndpointRouteBuilder site)
    {
        site.MapGet(Root, ListAsync).Needs(Permission.ReadParticipants)
            .Described("The deviations you may see, by participant, site, category, status and importance", new("Deviation", IsList: true));
        site.MapPost(Root, DocumentAsync).Needs(Permission.DocumentDeviations)
            .Described("Document a deviation", new("Deviation", Created: true), typeof(TreatmentBodies.Said));
        site.MapGet($"{Root}/{{number:long}}", async (HttpContext context, string study, long number, DeviationSteps deviations) =>
            Show(context, await deviations.FindAsync(context.Actor(), study, number, context.RequestAborted))).Needs(Permission.ReadParticipants)
            .Described("One deviation", new("Deviation"));
        site.MapPut($"{Root}/{{number:long}}", ChangeAsync).Needs(Permission.DocumentDeviations)
            .Described("Change what is said of a deviation, with a reason", new("Deviation"), typeof(TreatmentBodies.Said), ["If-Match"]);
        site.MapGet($"{TrialApi.Root}/studies/{{study}}/participants/{{code}}/deviations", async (HttpContext context, string study, string code, DeviationSteps deviations) =>
            Results.Json((await deviations.ListAsync(context.Actor(), study, new DeviationFilter(Participant: code), context.RequestAborted)).Select(TreatmentViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("The deviations of a participant", new("Deviation", IsList: true));
    }

    private static IResult Show(HttpContext context, Deviation deviation, int status = StatusCodes.Status200OK) => JsonBody.Versioned(context, TreatmentViews.Of(deviation), deviation.Version, status);

    private static async Task<IResult> ListAsync(HttpContext context, string study, DeviationSteps deviations) =>
        Results.Json((await deviations.ListAsync(context.Actor(), study, FilterOf(context.Request.Query), context.RequestAborted)).Select(TreatmentViews.Of), JsonSerializerOptions.Web);

    private static async Task<IResult> DocumentAsync(HttpContext context, string study, DeviationSteps deviations)
    {
        var body = await JsonBody.ReadAsync<TreatmentBodies.Said>(context);
        var deviation = await deviations.DocumentAsync(context.Actor(), study, body.Place, body.Details, context.RequestAborted);
        context.Response.Headers.Location = $"{TrialApi.Root}/studies/{Uri.EscapeDataString(study)}/deviations/{deviation.Number}";
        return Show(context, deviation, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string study, long number, DeviationSteps deviations)
    {
        var body = await JsonBody.ReadAsync<TreatmentBodies.Said>(context);
        return Show(context, await deviations.ChangeAsync(context.Actor(), study, number, body.Details, JsonBody.VersionRead(context), body.Reason ?? "", context.RequestAborted));
    }

    /// <summary>The filter of an address: <c>participant</c>, <c>site</c>, <c>category</c>, <c>status</c>, <c>important</c> (Y or N).</summary>
    /// <exception cref="StepRefusedException">A word of it is unknown.</exception>
    public static DeviationFilter FilterOf(IQueryCollection query)
    {
        return new DeviationFilter(Word("participant"), Word("site"), Known("category", DeviationCategory.All), Known("status", DeviationStatus.All), Known("important", ["Y", "N"]) is { } yes ? yes is "Y" : null);

        string? Word(string name) => query[name].ToString() is { Length: > 0 } word ? word : null;

        string? Known(string name, IReadOnlyList<string> all) => Word(name) is not { } word ? null
            : all.Contains(word, StringComparer.Ordinal) ? word
            : throw StepRefusedException.Invalid($"deviation-{name}", $"'{name}' is one of {string.Join(", ", all)}.");
    }
}
