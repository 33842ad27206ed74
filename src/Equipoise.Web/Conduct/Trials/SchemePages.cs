using System.Security.Cryptography;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Randomization.Simulation;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>The scheme that a study would be randomized by: in words, what it does over simulated trials, and its activation.</summary>
/// <remarks>Only for who manages schemes: sizes of blocks help to guess.</remarks>
internal static class SchemePages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/schemes";

    // Some tenths of a second.
    private const int MostAllocations = 150_000;
    private const int MostTrials = 300;

    public static void MapSchemePages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, (HttpContext context, string study, StudySteps studies, SchemeSteps schemes) => ShowAsync(context, study, studies, schemes, refusal: null)).NeedsForAllSites(Permission.ManageSchemes);
        site.MapPost(Root, ActivateAsync).NeedsForAllSites(Permission.ManageSchemes);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, StudySteps studies, SchemeSteps schemes, StepRefusedException? refusal)
    {
        var (found, protocol) = await studies.FindAsync(study, context.RequestAborted);
        var definition = SchemeDefinition.Of(protocol.Design, []);
        var enrollment = protocol.Design.Enrollment;
        var report = definition.IsMinimization || definition.BlockSizes.Count > 0
            ? SchemeSimulator.Run(definition, enrollment, Math.Clamp(MostAllocations / enrollment, 1, MostTrials), SHA256.HashData("1"u8), context.RequestAborted)
            : null;
        return SignedInPages.Show<SchemePage>(
            context, TrialEndpoints.StatusOf(refusal), (nameof(SchemePage.Study), found), (nameof(SchemePage.Protocol), protocol), (nameof(SchemePage.Definition), definition), (nameof(SchemePage.Report), report),
            (nameof(SchemePage.Schemes), await schemes.ListAsync(context.Actor(), study, context.RequestAborted)), (nameof(SchemePage.Problems), refusal?.Reasons ?? []));
    }

    private static Task<IResult> ActivateAsync(HttpContext context, string study, StudySteps studies, SchemeSteps schemes) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Study(study),
            form => schemes.ActivateAsync(context.Actor(), study, [.. form["closed"].OfType<string>().Where(arm => arm.Length > 0)], slotsPerStratum: null, form.Text("reason"), context.RequestAborted),
            refusal => ShowAsync(context, study, studies, schemes, refusal));
}
