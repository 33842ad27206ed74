using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Eligibility, criterion by criterion: decisions and the signature.</summary>
internal static class EligibilityPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/participants/{{code}}/eligibility";

    public static void MapEligibilityPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, (HttpContext context, string study, string code, EligibilitySteps eligibility, ParticipantReader reader) =>
            ShowAsync(context, study, code, eligibility, reader, refusal: null)).Needs(Permission.ReadParticipants);
        site.MapPost($"{Root}/decide", DecideAsync).Needs(Permission.DecideEligibility);
        site.MapPost($"{Root}/sign", SignAsync).Needs(Permission.Sign);
    }

    private static string Address(string study, string code) => $"{TrialAddress.Participant(study, code)}/eligibility";

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, EligibilitySteps eligibility, ParticipantReader reader, StepRefusedException? refusal)
    {
        var (_, report) = await eligibility.JudgeAsync(context.Actor(), study, code, context.RequestAborted);
        return SignedInPages.Show<EligibilityPage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(EligibilityPage.Casebook), await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted)), (nameof(EligibilityPage.Report), report), (nameof(EligibilityPage.Problems), refusal?.Reasons ?? []),
            (nameof(EligibilityPage.Typed), refusal is null ? null : await context.Request.ReadFormAsync(context.RequestAborted)));
    }

    private static async Task<IResult> DecideAsync(HttpContext context, string study, string code, EligibilitySteps eligibility, ParticipantReader reader)
    {
        var criterion = (await context.Request.ReadFormAsync(context.RequestAborted)).Text("criterion");
        return await TrialEndpoints.StepAsync(
            context,
            $"{Address(study, code)}#{Uri.EscapeDataString(criterion)}",
            form => form.Text("holds") is "Y" or "N"
                ? eligibility.DecideAsync(context.Actor(), study, code, criterion, form.Text("statement"), form.Text("holds") is "Y", form.Text("source"), form.Text("reason"), form.Version(), context.RequestAborted)
                : throw StepRefusedException.Invalid("holds", "Choose whether the statement holds."),
            refusal => ShowAsync(context, study, code, eligibility, reader, refusal));
    }

    private static Task<IResult> SignAsync(HttpContext context, string study, string code, SignatureSteps signatures, EligibilitySteps eligibility, ParticipantReader reader) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Participant(study, code),
            form => signatures.SignEligibilityAsync(context.Actor(), study, code, form.Text("contentHash"), form.Text("password"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, eligibility, reader, refusal));
}
