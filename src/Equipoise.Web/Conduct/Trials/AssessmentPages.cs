using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Tumors;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>What follows from the forms: laboratory grades, responses, adverse events.</summary>
internal static class AssessmentPages
{
    private const string Study = $"{TrialAddress.Root}/{{study}}";
    private const string Participant = $"{Study}/participants/{{code}}";

    public static void MapAssessmentPages(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{Participant}/laboratory", async (HttpContext context, string study, string code, AssessmentReader reader) =>
        {
            var one = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
            return SignedInPages.Show<LaboratoryPage>(context, (nameof(LaboratoryPage.One), one), (nameof(LaboratoryPage.Report), LaboratoryReport.Of(one)));
        }).Needs(Permission.ReadParticipants);
        site.MapPage($"{Participant}/tumors", async (HttpContext context, string study, string code, AssessmentReader reader) =>
        {
            var one = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
            return SignedInPages.Show<TumorsPage>(context, (nameof(TumorsPage.One), one), (nameof(TumorsPage.Report), TumorReport.Of(one)));
        }).Needs(Permission.ReadParticipants);
        site.MapPage($"{Participant}/adverse-events", async (HttpContext context, string study, string code, AssessmentReader reader) =>
        {
            var one = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
            return SignedInPages.Show<AdverseEventsPage>(context, (nameof(AdverseEventsPage.One), one), (nameof(AdverseEventsPage.Events), AdverseEvents.Of(one)));
        }).Needs(Permission.ReadParticipants);
        site.MapPage($"{Study}/adverse-events", async (HttpContext context, string study, AssessmentReader reader) =>
            SignedInPages.Show<StudyEventsPage>(
                context, (nameof(StudyEventsPage.Assessed), await reader.StudyAsync(context.Actor(), study, AssessmentUse.AdverseEvents, context.RequestAborted)),
                (nameof(StudyEventsPage.Site), context.Request.Query["site"].ToString()),
                (nameof(StudyEventsPage.Grade), int.TryParse(context.Request.Query["grade"], NumberStyles.None, CultureInfo.InvariantCulture, out var grade) ? grade : 1),
                (nameof(StudyEventsPage.Asked), context.AskedPart()))).Needs(Permission.ReadParticipants);
        site.MapPage($"{Study}/adverse-events/by-arm", async (HttpContext context, string study, AssessmentReader reader) =>
            SignedInPages.Show<SafetyTablesPage>(
                context, (nameof(SafetyTablesPage.Assessed), await reader.ByArmAsync(context.Actor(), study, AssessmentUse.AdverseEvents | AssessmentUse.Laboratory, context.RequestAborted)),
                (nameof(SafetyTablesPage.OnlyEmergent), context.Request.Query["emergent"].ToString() is "true"))).NeedsForAllSites(Permission.ReadArms);
    }
}
