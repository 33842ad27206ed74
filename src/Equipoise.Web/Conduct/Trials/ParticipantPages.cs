using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Treatment;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Participants: screening numbers, consent, screening failures, and one participant on one page.</summary>
internal static class ParticipantPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/participants";

    public static void MapParticipantPages(this IEndpointRouteBuilder site)
    {
        site.MapPost(Root, ScreenAsync).Needs(Permission.ScreenParticipants);
        site.MapPage($"{Root}/{{code}}", (HttpContext context, string study, string code, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment) =>
            ShowAsync(context, study, code, reader, eligibility, treatment, null)).Needs(Permission.ReadParticipants);
        site.MapPost($"{Root}/{{code}}/consent", ConsentAsync).Needs(Permission.ScreenParticipants);
        site.MapPost($"{Root}/{{code}}/protocol-version", MoveAsync).Needs(Permission.ScreenParticipants);
        site.MapPost($"{Root}/{{code}}/screen-failure", FailAsync).Needs(Permission.ScreenParticipants);
        site.MapPost($"{Root}/{{code}}/dispositions", DisposeAsync).Needs(Permission.EnterData);
        // A step that was refused leaves its address with the reader: asked for again, it is the page of the participant.
        foreach (var step in (string[])["consent", "protocol-version", "screen-failure", "dispositions"])
            site.MapPage($"{Root}/{{code}}/{step}", (string study, string code) => Results.LocalRedirect(TrialAddress.Participant(study, code))).Needs(Permission.ReadParticipants);
        site.MapPage($"{Root}/{{code}}/history", HistoryAsync).Needs(Permission.ReadAudit);
        site.MapPage($"{Root}/{{code}}/entries/{{id}}/fields/{{field}}", FieldAsync).Needs(Permission.ReadAudit);
    }

    private static async Task<IResult> ScreenAsync(HttpContext context, string study, ScreeningSteps screening)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var earlier = form.Text("rescreenedFrom").Trim();
        var participant = await screening.ScreenAsync(context.Actor(), study, form.Text("site"), earlier.Length == 0 ? null : earlier, context.RequestAborted);
        return Results.LocalRedirect(TrialAddress.Participant(study, participant.Code));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, string code, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment, string? problem)
    {
        var casebook = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        var (_, report) = await eligibility.JudgeAsync(context.Actor(), study, code, context.RequestAborted);
        return SignedInPages.Show<ParticipantPage>(
            context, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(ParticipantPage.Casebook), casebook), (nameof(ParticipantPage.Report), report), (nameof(ParticipantPage.Problem), problem),
            (nameof(ParticipantPage.Typed), problem is null ? null : await context.Request.ReadFormAsync(context.RequestAborted)), (nameof(ParticipantPage.TypedInto), context.Request.Path.Value!.Split('/')[^1]),
            (nameof(ParticipantPage.Calendar), (await treatment.FindCalendarAsync(context.Actor(), study, code, context.RequestAborted)).Calendar));
    }

    private static Task<IResult> ConsentAsync(HttpContext context, string study, string code, ScreeningSteps screening, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Participant(study, code),
            form => screening.ConsentAsync(context.Actor(), study, code, form.Text("consentVersion"), form.Day("consentedOn"), form.Text("obtainedBy"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, reader, eligibility, treatment, refusal.Message));

    private static Task<IResult> MoveAsync(HttpContext context, string study, string code, AmendmentSteps amendments, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Participant(study, code),
            form => amendments.MoveAsync(context.Actor(), study, code, form.Text("version"), form.Text("reason"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, reader, eligibility, treatment, refusal.Message));

    private static Task<IResult> FailAsync(HttpContext context, string study, string code, ScreeningSteps screening, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Participant(study, code),
            form => screening.FailAsync(context.Actor(), study, code, form.Text("reason"), [.. form["criteria"].OfType<string>()], context.RequestAborted),
            refusal => ShowAsync(context, study, code, reader, eligibility, treatment, refusal.Message));

    private static Task<IResult> DisposeAsync(HttpContext context, string study, string code, DispositionSteps dispositions, ParticipantReader reader, EligibilitySteps eligibility, TreatmentSteps treatment) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Participant(study, code),
            form => dispositions.RecordAsync(
                context.Actor(), study, code, form.Text("kind"), form.Day("on"), form.Text("reason"), form.Text("note"), [.. form["stillAllowed"].OfType<string>()], context.RequestAborted),
            refusal => ShowAsync(context, study, code, reader, eligibility, treatment, refusal.Message));

    private static async Task<IResult> HistoryAsync(HttpContext context, string study, string code, ParticipantReader reader)
    {
        var trail = await reader.TrailAsync(context.Actor(), study, code, context.RequestAborted);
        var casebook = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        return SignedInPages.Show<HistoryPage>(
            context, (nameof(HistoryPage.Study), study), (nameof(HistoryPage.Code), code), (nameof(HistoryPage.Design), casebook.File.Protocol.Design), (nameof(HistoryPage.Entries), trail));
    }

    private static async Task<IResult> FieldAsync(HttpContext context, string study, string code, string id, string field, ParticipantReader reader)
    {
        var casebook = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        var design = casebook.File.Protocol.Design;
        var entry = casebook.File.Entries.FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.Ordinal)) ?? throw StepRefusedException.NotFound("no-such-entry", $"{code} has no form entry {id}.");
        var asked = design.Form(entry.Form)?.Field(field) ?? throw StepRefusedException.NotFound("no-such-field", $"The form {entry.Form} has no field '{field}'.");
        var queries = casebook.Queries.Where(thread => string.Equals(thread.Query.Entry, id, StringComparison.Ordinal) && string.Equals(thread.Query.Field, field, StringComparison.Ordinal));
        return SignedInPages.Show<HistoryPage>(
            context, (nameof(HistoryPage.Study), study), (nameof(HistoryPage.Code), code), (nameof(HistoryPage.Design), design), (nameof(HistoryPage.Entry), id), (nameof(HistoryPage.Field), asked),
            (nameof(HistoryPage.Queries), queries.Select(thread => thread.Query.NameInTrail).ToHashSet(StringComparer.Ordinal)),
            (nameof(HistoryPage.Entries), await reader.TrailAsync(context.Actor(), study, code, context.RequestAborted)));
    }
}
