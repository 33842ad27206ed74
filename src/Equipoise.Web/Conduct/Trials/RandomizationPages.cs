using System.Security.Cryptography;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Randomization: what stands in the way, the button, and the page to print.</summary>
internal static class RandomizationPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/participants/{{code}}/randomization";

    public static void MapRandomizationPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, (HttpContext context, string study, string code, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment) =>
            ShowAsync(context, study, code, reader, eligibility, treatment, refusal: null)).Needs(Permission.ReadAllocations);
        site.MapPost(Root, RandomizeAsync).Needs(Permission.Randomize);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment, StepRefusedException? refusal)
    {
        var casebook = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        var (_, report) = await eligibility.JudgeAsync(context.Actor(), study, code, context.RequestAborted);
        return SignedInPages.Show<RandomizationPage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(RandomizationPage.Calendar), (await treatment.FindCalendarAsync(context.Actor(), study, code, context.RequestAborted)).Calendar),
            (nameof(RandomizationPage.Casebook), casebook), (nameof(RandomizationPage.Report), report), (nameof(RandomizationPage.Problems), refusal?.Reasons ?? []),
            // The page carries the key, so that a form sent twice randomizes once.
            (nameof(RandomizationPage.RequestKey), $"page-{RandomNumberGenerator.GetHexString(24, lowercase: true)}"));
    }

    private static Task<IResult> RandomizeAsync(HttpContext context, string study, string code, Randomizer randomizer, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment) =>
        TrialEndpoints.StepAsync(
            context,
            $"{TrialAddress.Participant(study, code)}/randomization",
            form => randomizer.RandomizeAsync(
                context.Actor(), study, code, form.Text("key"),
                form.Where(field => field.Key.StartsWith("level-", StringComparison.Ordinal)).ToDictionary(field => field.Key["level-".Length..], field => field.Value.ToString(), StringComparer.Ordinal),
                context.RequestAborted),
            refusal => ShowAsync(context, study, code, reader, eligibility, treatment, refusal));
}
