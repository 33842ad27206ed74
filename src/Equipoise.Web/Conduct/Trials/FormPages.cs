using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Signatures;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Forms: filling in, looking at, correcting and striking out. What was typed comes back with the reason it was refused.</summary>
internal static class FormPages
{
    /// <summary>What stands before a field's code in the name of its input.</summary>
    public const string Answer = "answer-";

    /// <summary>What stands before a check's name in the name of the input for the reason that an answer is right.</summary>
    public const string Reason = "because-";

    private const string Root = $"{TrialAddress.Root}/{{study}}/participants/{{code}}";

    public static void MapFormPages(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{Root}/forms/{{form}}", (HttpContext context, string study, string code, string form, ParticipantReader reader) =>
            NewAsync(context, study, code, form, reader, refusal: null)).Needs(Permission.EnterData);
        site.MapPost($"{Root}/forms/{{form}}", EnterAsync).Needs(Permission.EnterData);
        site.MapPage($"{Root}/entries/{{id}}", (HttpContext context, string study, string code, string id, ParticipantReader reader) =>
            ShowAsync(context, study, code, id, reader, refusal: null)).Needs(Permission.ReadParticipants);
        site.MapPost($"{Root}/entries/{{id}}", CorrectAsync).Needs(Permission.EnterData);
        site.MapPost($"{Root}/entries/{{id}}/strike", StrikeAsync).Needs(Permission.EnterData);
        site.MapPost($"{Root}/entries/{{id}}/sign", SignAsync).Needs(Permission.Sign);
    }

    private static async Task<IResult> NewAsync(HttpContext context, string study, string code, string form, ParticipantReader reader, StepRefusedException? refusal)
    {
        var casebook = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        var asked = casebook.File.Protocol.Design.Form(form) ?? throw StepRefusedException.NotFound("no-such-form", $"The protocol has no form '{form}'.");
        if (asked.Exposure is not null)
            return Results.LocalRedirect(TrialAddress.Doses(study, code));
        return SignedInPages.Show<FormPage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(FormPage.File), casebook.File), (nameof(FormPage.Form), ArmAnswers.Asked(asked, casebook.File.Protocol.Design, casebook.Allocation?.Arm)), (nameof(FormPage.Place), Place(context, form)),
            (nameof(FormPage.Answers), refusal is null ? [] : Answers(await context.Request.ReadFormAsync(context.RequestAborted))), (nameof(FormPage.Problems), refusal?.Reasons ?? []),
            (nameof(FormPage.Questions), refusal?.Questions ?? []), (nameof(FormPage.Reasons), refusal is null ? new Dictionary<string, string>(StringComparer.Ordinal) : Reasons(await context.Request.ReadFormAsync(context.RequestAborted))));
    }

    private static Task<IResult> EnterAsync(HttpContext context, string study, string code, string form, FormSteps forms, ParticipantReader reader) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Participant(study, code),
            typed => forms.EnterAsync(context.Actor(), study, code, Place(context, form), Answers(typed), new Confirmation(Reasons(typed)), context.RequestAborted),
            refusal => NewAsync(context, study, code, form, reader, refusal));

    /// <summary>Shows an entry, with the reason a step was refused and what was typed for it.</summary>
    public static async Task<IResult> ShowAsync(HttpContext context, string study, string code, string id, ParticipantReader reader, StepRefusedException? refusal, TypedWords? words = null)
    {
        var casebook = await reader.ReadAsync(context.Actor(), study, code, context.RequestAborted);
        var entry = casebook.File.Entries.FirstOrDefault(one => string.Equals(one.Id, id, StringComparison.Ordinal)) ?? throw StepRefusedException.NotFound("no-such-entry", $"{code} has no form entry {id}.");
        var form = refusal is null ? null : await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = form is null ? null : Answers(form);
        return SignedInPages.Show<EntryPage>(
            context, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(EntryPage.Casebook), casebook), (nameof(EntryPage.Entry), entry), (nameof(EntryPage.Form), casebook.File.Protocol.Design.Form(entry.Form) is { } own ? ArmAnswers.Asked(own, casebook.File.Protocol.Design, casebook.Allocation?.Arm) : null),
            (nameof(EntryPage.Answers), typed is { Count: > 0 } ? typed : entry.Values().ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal)),
            (nameof(EntryPage.Problems), refusal?.Reasons ?? []), (nameof(EntryPage.Questions), refusal?.Questions ?? []), (nameof(EntryPage.Typed), words),
            (nameof(EntryPage.Reasons), form is null ? new Dictionary<string, string>(StringComparer.Ordinal) : Reasons(form)), (nameof(EntryPage.Why), form?.Text("reason")));
    }

    private static Task<IResult> CorrectAsync(HttpContext context, string study, string code, string id, FormSteps forms, ParticipantReader reader) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Entry(study, code, id),
            form => forms.CorrectAsync(context.Actor(), study, code, id, Answers(form), form.Version(), form.Text("reason"), new Confirmation(Reasons(form)), context.RequestAborted),
            refusal => ShowAsync(context, study, code, id, reader, refusal));

    private static Task<IResult> StrikeAsync(HttpContext context, string study, string code, string id, FormSteps forms, ParticipantReader reader) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Entry(study, code, id),
            form => forms.StrikeAsync(context.Actor(), study, code, id, form.Version(), form.Text("reason"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, id, reader, refusal));

    private static Task<IResult> SignAsync(HttpContext context, string study, string code, string id, SignatureSteps signatures, ParticipantReader reader) =>
        TrialEndpoints.StepAsync(
            context,
            TrialAddress.Entry(study, code, id),
            form => signatures.SignEntryAsync(context.Actor(), study, code, id, form.Version(), form.Text("password"), context.RequestAborted),
            refusal => ShowAsync(context, study, code, id, reader, refusal, new TypedWords(-1, "", "")));

    private static FormPlace Place(HttpContext context, string form) => new(
        form,
        context.Request.Query["visit"].ToString(),
        int.TryParse(context.Request.Query["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1);

    private static Dictionary<string, string> Reasons(IFormCollection form) =>
        form.Where(field => field.Key.StartsWith(Reason, StringComparison.Ordinal)).ToDictionary(field => field.Key[Reason.Length..], field => field.Value.ToString(), StringComparer.Ordinal);

    /// <summary>What was typed, by field code.</summary>
    public static Dictionary<string, string?> Answers(IFormCollection form) =>
        form.Where(field => field.Key.StartsWith(Answer, StringComparison.Ordinal)).ToDictionary(field => field.Key[Answer.Length..], field => (string?)field.Value.ToString(), StringComparer.Ordinal);
}
