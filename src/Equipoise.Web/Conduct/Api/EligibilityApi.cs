using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Eligibility, decisions, and signatures.</summary>
internal static class EligibilityApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/participants/{{code}}";

    public static void MapEligibilityApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{Root}/eligibility", async (HttpContext context, string study, string code, EligibilitySteps eligibility) =>
            Results.Json(TrialViews.Of((await eligibility.JudgeAsync(context.Actor(), study, code, context.RequestAborted)).Report), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("Every criterion judged on the facts of today", new("Eligibility"));
        site.MapPost($"{Root}/decisions", DecideAsync).Needs(Permission.DecideEligibility).Described("Decide a statement that rests on judgment or attestation", new("Decision"), typeof(TrialBodies.NewDecision), ["If-Match?"]);
        site.MapGet($"{Root}/signatures", async (HttpContext context, string study, string code, SignatureSteps signatures) =>
            Results.Json((await signatures.ListAsync(context.Actor(), study, code, context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("Electronic signatures", new("Signature", IsList: true));
        site.MapPost($"{Root}/signatures", SignAsync).Needs(Permission.Sign).Described("Sign eligibility or a form, with the password again", new("Signature", Created: true), typeof(TrialBodies.NewSignature));
    }

    private static async Task<IResult> DecideAsync(HttpContext context, string study, string code, EligibilitySteps eligibility)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewDecision>(context);
        var decision = await eligibility.DecideAsync(context.Actor(), study, code, body.Criterion, body.Statement, body.Holds, body.Source, body.Reason, JsonBody.VersionReadOrNone(context), context.RequestAborted);
        return JsonBody.Versioned(context, TrialViews.Of(decision), decision.Version);
    }

    private static async Task<IResult> SignAsync(HttpContext context, string study, string code, SignatureSteps signatures)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewSignature>(context);
        var signature = body switch
        {
            { Subject: SignatureSteps.Eligibility, ContentHash: { } hash } => await signatures.SignEligibilityAsync(context.Actor(), study, code, hash, body.Password ?? "", context.RequestAborted),
            { Subject: SignatureSteps.Casebook, ContentHash: { } hash } => await signatures.SignCasebookAsync(context.Actor(), study, code, hash, body.Password ?? "", context.RequestAborted),
            { Subject: { } entry, Version: { } version } => await signatures.SignEntryAsync(context.Actor(), study, code, entry, version, body.Password ?? "", context.RequestAborted),
            _ => throw StepRefusedException.Invalid("signature", "Name the subject: 'eligibility' or 'casebook' with its contentHash, or a form entry with its version."),
        };
        return Results.Json(TrialViews.Of(signature), JsonSerializerOptions.Web, statusCode: StatusCodes.Status201Created);
    }
}
