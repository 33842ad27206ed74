using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Forms filled in.</summary>
internal static class FormApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/participants/{{code}}/entries";

    public static void MapFormApi(this IEndpointRouteBuilder site)
    {
        site.MapGet(Root, async (HttpContext context, string study, string code, ParticipantReader reader) =>
            Results.Json((await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted)).File.Entries.Select(TrialViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("A participant's forms, struck ones too", new("Entry", IsList: true));
        site.MapPost(Root, EnterAsync).Needs(Permission.EnterData).Described("Fill in a form", new("Entry", Created: true), typeof(TrialBodies.NewEntry));
        site.MapGet($"{Root}/{{id}}", ShowAsync).Needs(Permission.ReadParticipants).Described("One form as it was filled in", new("Entry"));
        site.MapPut($"{Root}/{{id}}", CorrectAsync).Needs(Permission.EnterData).Described("Correct a form with a reason: send all of its answers anew", new("Entry"), typeof(TrialBodies.ChangedEntry), ["If-Match"]);
        site.MapPost($"{Root}/{{id}}/strike", StrikeAsync).Needs(Permission.EnterData).Described("Strike out what was entered in error", new("Entry"), typeof(TrialBodies.Why), ["If-Match"]);
        site.MapPost($"{Root}/{{id}}/marks", MarkAsync).Needs(Permission.ReadParticipants).Described("Set or lift a mark: verified, frozen or locked", new("Entry"), typeof(TrialBodies.Mark), ["If-Match"]);
    }

    private static IResult Show(HttpContext context, FormEntry entry, int status = StatusCodes.Status200OK) => JsonBody.Versioned(context, TrialViews.Of(entry), entry.Version, status);

    private static async Task<IResult> EnterAsync(HttpContext context, string study, string code, FormSteps forms)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewEntry>(context);
        return Show(
            context,
            await forms.EnterAsync(context.Actor(), study, code, new FormPlace(body.Form, body.Visit, body.VisitCount ?? 1), Answers(body.Answers), context.RequestAborted),
            StatusCodes.Status201Created);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, string id, ParticipantReader reader)
    {
        var entries = (await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted)).File.Entries;
        return Show(context, entries.FirstOrDefault(entry => string.Equals(entry.Id, id, StringComparison.Ordinal)) ?? throw StepRefusedException.NotFound("no-such-entry", $"{code} has no form entry {id}."));
    }

    private static async Task<IResult> CorrectAsync(HttpContext context, string study, string code, string id, FormSteps forms)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.ChangedEntry>(context);
        return Show(context, await forms.CorrectAsync(context.Actor(), study, code, id, Answers(body.Answers), JsonBody.VersionRead(context), body.Reason, context.RequestAborted));
    }

    private static async Task<IResult> StrikeAsync(HttpContext context, string study, string code, string id, FormSteps forms)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Why>(context);
        return Show(context, await forms.StrikeAsync(context.Actor(), study, code, id, JsonBody.VersionRead(context), body.Reason, context.RequestAborted));
    }

    private static async Task<IResult> MarkAsync(HttpContext context, string study, string code, string id, ReviewSteps review)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Mark>(context);
        return Show(context, await review.MarkAsync(context.Actor(), study, code, id, ReviewApi.Mark(body.Name), body.IsSet, JsonBody.VersionRead(context), body.Reason ?? "", context.RequestAborted));
    }

    private static IReadOnlyDictionary<string, string?> Answers(IReadOnlyDictionary<string, string?>? answers) =>
        answers ?? throw StepRefusedException.Invalid("json", "The body holds no answers: send them by field code.");
}
